import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import { DeedsService } from '../deeds/deeds.service.js';
import { readAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { SupplierAccount } from './supplier-account.entity.js';

/** A claim as the supplier reads it. */
interface Claim {
  readonly id: string;
  readonly status: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly creditedMinor: number;
}

/** What an answered claim leads to. */
interface Next {
  readonly kind: string;
  readonly key: string;
  readonly dueAt: Date;
}

/** Claims that no supplier ever answers: somebody has to chase them. */
const NEVER_ANSWERED = 0.05;
/** After so many looks there is no claim: the goods were claimed before. */
const LOOKS_MAX = 4;

/** Suppliers answer what they are held to, and send their credit notes late. */
@Injectable()
export class SupplierClaims {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly product: ProductService,
    private readonly deeds: DeedsService,
  ) {
    agenda.handle(crowdKinds.answerClaims, { run: (task) => this.answerAll(task) });
    agenda.handle(crowdKinds.credit, { run: (task) => this.credit(task) });
  }

  private async answerAll({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [orderId = '', supplierId = ''] = key.split(' ');
    const found = await this.request(supplierId, 'GET', `/v1/claims?orderId=${orderId}`);
    if (found.status !== 200) return { kind: 'again', problem: String(found.status) };
    const { items } = found.body as { items: Claim[] };
    if (items.length === 0) return attempts < LOOKS_MAX ? { kind: 'again', problem: 'no claim yet' } : { kind: 'done' };
    const next: Next[] = [];
    for (const claim of items) {
      const step = await this.answerOne(claim, supplierId, attempts);
      if (step === 'again') return { kind: 'again', problem: `claim ${claim.id}` };
      if (step !== null) next.push(step);
    }
    return {
      kind: 'done',
      record: async (tx) => {
        for (const item of next) await this.agenda.schedule(tx, item.kind, item.key, item.dueAt);
      },
    };
  }

  /** What follows from the answer; null: nothing, or nobody answers. */
  private async answerOne({ id, status }: Claim, supplierId: string, attempts: number): Promise<Next | 'again' | null> {
    const rng = Rng.of(this.world.seed, 'claim', id);
    if (!['open', 'accepted'].includes(status) || rng.chance(NEVER_ANSWERED)) return null;
    const disputes = rng.chance(this.world.crowd.disputes) && status === 'open';
    const json = disputes
      ? { decision: 'disputed', detail: 'Bizden çıkmadı. <b>Not ours</b>' }
      : { decision: 'accepted', detail: null };
    if (status === 'open') {
      const answer = await this.request(supplierId, 'POST', `/v1/claims/${id}/decision`, json);
      if (readAnswer(answer, attempts) === 'again') return 'again';
    }
    const kind = disputes ? crowdKinds.decide : crowdKinds.credit;
    return { kind, key: `${id} ${supplierId}`, dueAt: this.world.inHours(rng.between(6, 30)) };
  }

  /** All that is left of the claim, under one lasting number. */
  private async credit({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [claimId = '', supplierId = ''] = key.split(' ');
    const found = await this.request(supplierId, 'GET', `/v1/claims/${claimId}`);
    if (found.status !== 200) return { kind: 'again', problem: String(found.status) };
    const { currency, amountMinor, creditedMinor } = found.body as Claim;
    const note = { number: `CN-${claimId.slice(-8)}`, currency, amountMinor: amountMinor - creditedMinor };
    const deedKey = `credit ${claimId}`;
    const deed = await this.deeds.begin(deedKey, 'credit', { claimId, ...note });
    // What an earlier attempt asked for is asked for again, whatever came of it.
    const { number, amountMinor: wanted } = deed.content;
    const json = { number, currency, amountMinor: wanted };
    const answer = await this.request(supplierId, 'POST', `/v1/claims/${claimId}/credit-notes`, json);
    return this.deeds.outcome(deedKey, attempts, answer, { subjectIds: [claimId] });
  }

  private async request(
    supplierId: string,
    method: 'GET' | 'POST',
    path: string,
    json?: object,
  ): Promise<ProductAnswer> {
    const account = await this.dataSource.manager.findOneByOrFail(SupplierAccount, { supplierId });
    return this.product.request({ method, path, key: account.apiKey ?? '', ...(json === undefined ? {} : { json }) });
  }
}
