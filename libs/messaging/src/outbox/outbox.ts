import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts';
import type { EventDraft } from './event-draft.js';

/** Writes events into the transaction of the change that they tell of. */
@Injectable()
export class Outbox {
  /** @param producer name of the service. */
  constructor(readonly producer: string) {}

  append(_tx: EntityManager, _drafts: readonly EventDraft[]): Promise<Envelope[]> {
    throw new Error('unfinished');
  }
}
