import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConsentsService } from '../channel-reports/consents.service.js';
import { ConsentRecords } from '../consent-records/consent-records.service.js';
import { addressOf, type PreferenceSubject, type Said } from '../consent-records/domain/consent-record.js';
import { PushSubscriptionsService } from '../push/push-subscriptions.service.js';
import { SuppressionsService } from '../suppressions/suppressions.service.js';

/** Who decides, on the page of which order. */
export interface Decider {
  readonly merchantId: string;
  readonly orderId: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Takes each decision to the place where it holds, and puts it on record. */
@Injectable()
export class PreferenceDecisions {
  constructor(
    private readonly records: ConsentRecords,
    private readonly consents: ConsentsService,
    private readonly suppressions: SuppressionsService,
    private readonly push: PushSubscriptionsService,
  ) {}

  async make(
    tx: EntityManager,
    decider: Decider,
    changes: readonly (readonly [PreferenceSubject, Said])[],
  ): Promise<void> {
    const { merchantId, orderId } = decider;
    const address = addressOf(decider);
    for (const [subject, said] of changes) await this.apply(tx, decider, subject, said);
    // Without an address there is only the browser, which is gone now: nobody is left whom a record could be about.
    if (address === null) return;
    const words = changes.map(([subject, said]) => ({ merchantId, address, orderId, subject, said }));
    await this.records.note(
      tx,
      words.map((word) => ({ ...word, source: 'page' })),
    );
  }

  private async apply(tx: EntityManager, decider: Decider, subject: PreferenceSubject, said: Said): Promise<void> {
    const { merchantId, orderId, phone } = decider;
    const address = addressOf(decider);
    if (subject === 'push') await this.push.endAll(tx, orderId);
    else if (subject === 'opinions' && address !== null) {
      if (said === 'no') await this.suppressions.refuseOpinions(tx, { merchantId, address });
      else await this.suppressions.wantOpinions(tx, { merchantId, addresses: bothOf(decider) });
    } else if ((subject === 'sms' || subject === 'whatsapp') && phone !== null)
      await this.consents.keep(tx, { merchantId, phone, channel: subject, allowed: said === 'yes' });
    // The language is the newest word on record.
  }
}

/** A word of before may be about either. */
const bothOf = ({ email, phone }: Decider): string[] => [email, phone].filter((address) => address !== null);
