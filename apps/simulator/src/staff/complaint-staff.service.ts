import { Injectable } from '@nestjs/common';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import { readAnswer, textField, type ProductAnswer } from '../product/domain/answer.js';
import { KeysFileService } from '../product/keys-file.service.js';
import { ProductService } from '../product/product.service.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';

/** A complaint as the shop's people read it. */
interface Complaint {
  readonly id: string;
  readonly orderId: string;
  readonly type: string;
  readonly status: string;
  readonly lineId: string | null;
  readonly messages: readonly { readonly author: string; readonly text: string }[];
}

/** Complaints that a supplier is held to. */
const claimable: readonly string[] = ['damaged', 'missing', 'wrong', 'quality'];

/** The shop's people at the complaints desk: they answer, hold the supplier to it, and solve. */
@Injectable()
export class ComplaintStaff {
  constructor(
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly product: ProductService,
    private readonly keysFile: KeysFileService,
  ) {
    agenda.handle(crowdKinds.answer, { run: (task) => this.answer(task) });
    agenda.handle(crowdKinds.solve, { run: (task) => this.solve(task) });
    agenda.handle(crowdKinds.decide, { run: (task) => this.decide(task) });
  }

  /** Looks first whether somebody answered already: a second answer would be a second mail. */
  private async answer({ key: id, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const found = await this.request('GET', `/v1/complaints/${id}`);
    if (found.status !== 200) return pending(found, attempts);
    const complaint = found.body as Complaint;
    if (!complaint.messages.some(({ author }) => author === 'agent')) {
      // Quoted as mail programs do: whatever stood in it goes through every template.
      const quoted = complaint.messages.map(({ text }) => `> ${text}`).join('\n');
      const json = {
        thread: 'customer',
        text: `Özür dileriz, bakıyoruz. / We are sorry and look into it.\n\n${quoted}`,
      };
      const said = await this.request('POST', `/v1/complaints/${id}/messages`, json);
      if (said.status >= 300) return pending(said, attempts);
    }
    const claim = await this.claim(complaint);
    if (claim !== null && readAnswer(claim, attempts) === 'again') return pending(claim, attempts);
    const supplierId = claim === null || claim.status >= 300 ? '' : textField(claim.body, 'supplierId');
    return {
      kind: 'done',
      record: async (tx) => {
        const rng = Rng.of(this.world.seed, 'staff', 'solves', id);
        await this.agenda.schedule(tx, crowdKinds.solve, id, this.world.inHours(rng.between(4, 20)));
        if (supplierId !== '')
          await this.agenda.schedule(
            ...([tx, crowdKinds.answerClaims, `${complaint.orderId} ${supplierId}`] as const),
            this.world.inHours(rng.between(2, 12)),
          );
      },
    };
  }

  /** What is claimed already, or was never shipped, is refused: then there is no claim. */
  private claim({ id, orderId, type, lineId }: Complaint): Promise<ProductAnswer> | null {
    if (lineId === null || !claimable.includes(type)) return null;
    const json = { type, complaintId: id, lines: [{ lineId, quantity: 1 }] };
    return this.request('POST', `/v1/orders/${orderId}/claims`, json, { 'idempotency-key': `claim-${id}` });
  }

  /** @param key the complaint, and a word when it was opened again. */
  private async solve({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [id = ''] = key.split(' ');
    const rng = Rng.of(this.world.seed, 'staff', 'solution', id);
    const json = {
      cause: rng.pick(['late', 'damaged', 'quality', 'service']),
      partyAtFault: rng.pick(['supplier', 'carrier', 'merchant', 'nobody']),
      resolution: rng.pick(['explanation', 'apology', 'goodwill']),
    };
    return pending(await this.request('POST', `/v1/complaints/${id}/solve`, json), attempts);
  }

  /** A supplier disputes a claim: somebody has to give in. */
  private async decide({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [claimId = '', supplierId = ''] = key.split(' ');
    const isGivenUp = Rng.of(this.world.seed, 'staff', 'dispute', claimId).chance(0.5);
    const json = { decision: isGivenUp ? 'rejected' : 'accepted', detail: 'Decided by the shop.' };
    const outcome = pending(await this.request('POST', `/v1/claims/${claimId}/decision`, json), attempts);
    if (outcome.kind === 'again' || isGivenUp) return outcome;
    const dueAt = this.world.inHours(8);
    return {
      kind: 'done',
      record: (tx) => this.agenda.schedule(tx, crowdKinds.credit, `${claimId} ${supplierId}`, dueAt),
    };
  }

  private async request(
    method: 'GET' | 'POST',
    path: string,
    json?: object,
    headers: Record<string, string> = {},
  ): Promise<ProductAnswer> {
    const { merchant } = await this.keysFile.read();
    return this.product.request({ method, path, key: merchant, headers, ...(json === undefined ? {} : { json }) });
  }
}

/** Done when the product said yes or no: what is no longer possible has been done, perhaps by this very request before. */
const pending = (answer: ProductAnswer, attempts: number): AgendaOutcome =>
  readAnswer(answer, attempts) === 'again' ? { kind: 'again', problem: String(answer.status) } : { kind: 'done' };
