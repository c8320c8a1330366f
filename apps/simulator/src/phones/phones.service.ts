import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { SimulatorConfig } from '../config.js';
import { readAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import {
  acceptance,
  cloudApiReport,
  fateOf,
  refusal,
  twilioReport,
  twilioSigned,
  type AskedMessage,
  type Report,
} from './domain/phone-wire.js';
import { PhoneMessage } from './phone-message.entity.js';

const REPORT = 'phone.report';
/** How long a network that hangs says nothing. Longer than anybody should wait. */
const STALL_MS = 20_000;
/** A phone is reached within this, in hours of simulated life. */
const DELIVERY_HOURS = 0.1;

/** What a network answers: null is a page that no program can read. */
export type NetworkAnswer = { readonly status: number; readonly content: object } | null;

/** The networks behind numbers: they bring messages, and tell how far they came. */
@Injectable()
export class PhonesService {
  private readonly badDays = new Set<string>();

  constructor(
    private readonly config: SimulatorConfig,
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly product: ProductService,
    private readonly agenda: AgendaService,
  ) {
    agenda.handle(REPORT, { run: (task) => this.report(task) });
  }

  /** Takes a message, or errs as the number, or the day, will have it. */
  async take(asked: AskedMessage): Promise<NetworkAnswer> {
    const fate = fateOf(asked.to);
    if (fate === 'nobody') return refusal(asked);
    const day = Rng.of(this.world.seed, 'phone', asked.callback);
    const bad = day.chance(this.world.rates.error500) && !this.badDays.has(asked.callback);
    this.badDays.add(asked.callback);
    if (fate === 'page' || (bad && day.chance(0.5))) return null;
    const id = await this.keep(asked);
    if (fate === 'stall') await delay(STALL_MS, undefined, { ref: false });
    return bad ? null : acceptance(asked, id);
  }

  /** Oldest first. */
  messages(to: string): Promise<PhoneMessage[]> {
    return this.dataSource.manager.find(PhoneMessage, { where: { recipient: to }, order: { takenAt: 'ASC' } });
  }

  private keep({ channel, to, body, callback }: AskedMessage): Promise<string> {
    const id = channel === 'sms' ? `SM${randomUUID().replaceAll('-', '')}` : `wamid.${randomUUID()}`;
    const fate = fateOf(to) === 'unreachable' ? 'failed' : 'delivered';
    const now = Date.now();
    return this.dataSource.transaction(async (tx) => {
      await tx.insert(PhoneMessage, {
        ...{ id, channel, recipient: to, body, callback, fate, reported: null, takenAt: new Date(now) },
      });
      await this.agenda.schedule(tx, REPORT, `${id} sent`, new Date(now));
      await this.agenda.schedule(tx, REPORT, `${id} ${fate}`, new Date(now + this.world.lifeMs(DELIVERY_HOURS)));
      return id;
    });
  }

  private async report({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [id, report] = key.split(' ') as [string, Report];
    const message = await this.dataSource.manager.findOneByOrFail(PhoneMessage, { id });
    const copies = Rng.of(this.world.seed, 'phone report', key).chance(this.world.rates.twice) ? 2 : 1;
    const answers = await Promise.all(Array.from({ length: copies }, () => this.tell(message, report)));
    const readings = answers.map((answer) => readAnswer(answer, attempts));
    if (readings.includes('again') && !readings.includes('accepted'))
      return { kind: 'again', problem: String(answers[0]?.status) };
    return {
      kind: 'done',
      record: async (tx) => {
        // Reports run beside each other: the first word never takes the place of the last.
        await tx.query(
          `update phone_messages set reported = case when $2 = 'sent' then coalesce(reported, $2) else $2 end where id = $1`,
          [id, report],
        );
      },
    };
  }

  private tell({ id, channel, recipient, callback }: PhoneMessage, report: Report): Promise<ProductAnswer> {
    if (channel === 'sms') return this.tellAsTwilio(callback, twilioReport(id, recipient, report));
    const text = cloudApiReport(id, recipient, callback, report, new Date());
    const signature = createHmac('sha256', this.config.PHONE_SECRET).update(text).digest('hex');
    return this.product.request({
      ...{ method: 'POST', path: '/v1/whatsapp-callbacks', text },
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    });
  }

  private tellAsTwilio(callback: string, form: Record<string, string>): Promise<ProductAnswer> {
    const signature = createHmac('sha1', this.config.PHONE_SECRET)
      .update(twilioSigned(callback, form))
      .digest('base64');
    return this.product.request({
      ...{ method: 'POST', path: new URL(callback).pathname, text: new URLSearchParams(form).toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    });
  }
}
