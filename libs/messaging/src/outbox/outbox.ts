import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Envelope, eventInfo, UnreadableMessageError, validData } from '#contracts';
import { preparedQuery } from '../database/prepared-query.js';
import { crashPoint } from '../faults/crash-point.js';
import { messageContext } from '../tracing/message-context.js';
import { activeTraceparent } from '../tracing/trace-context.js';
import { APPEND, appendParameters } from './append-statement.js';
import { appendedTransactions } from './appended-transactions.js';
import type { EventDraft } from './event-draft.js';
import { InvalidEventDraftError, OutboxOutsideTransactionError } from './outbox.errors.js';

/** Overwritten by the version that the database gives; the relay writes it into the header. */
const VERSION_NOT_GIVEN_YET = 0;

/** Writes events into the transaction of the change that they tell of; the relay publishes them after commit. */
@Injectable()
export class Outbox {
  /** @param producer name of the service. */
  constructor(private readonly producer: string) {}

  /**
   * Appends events. Versions per (topic, key) are gapless and in the order of `drafts`. The key stays locked
   * until the transaction ends: append late, and once, where many transactions share a key.
   * @returns the envelopes as consumers will see them.
   * @throws OutboxOutsideTransactionError, InvalidEventDraftError
   */
  async append(tx: EntityManager, drafts: readonly EventDraft[]): Promise<Envelope[]> {
    const { queryRunner } = tx;
    if (!queryRunner?.isTransactionActive) throw new OutboxOutsideTransactionError();
    if (drafts.length === 0) return [];

    const envelopes = this.envelopesOf(drafts);
    const rows = await preparedQuery<{ id: string; key_version: string }>(tx, APPEND, appendParameters(envelopes));
    appendedTransactions.add(queryRunner);
    crashPoint('outbox.appended');

    const versions = new Map(rows.map((row) => [row.id, Number(row.key_version)]));
    return envelopes.map((envelope) => ({
      ...envelope,
      keyVersion: versions.get(envelope.id) ?? VERSION_NOT_GIVEN_YET,
    }));
  }

  private envelopesOf(drafts: readonly EventDraft[]): Envelope[] {
    const cause = messageContext.getStore();
    const ids = drafts.map(() => uuidv7());
    const common = {
      occurredAt: new Date().toISOString(),
      producer: this.producer,
      correlationId: cause?.correlationId ?? ids[0] ?? uuidv7(),
      causationId: cause?.messageId ?? null,
      traceparent: activeTraceparent() ?? cause?.traceparent ?? null,
    };
    return drafts.map((item, index) => {
      const { type, version, topic } = eventInfo(item.eventClass);
      const { merchantId, key } = item;
      const identity = { id: ids[index] ?? uuidv7(), type, version, topic, merchantId, key };
      return { ...identity, keyVersion: VERSION_NOT_GIVEN_YET, ...common, data: checkedData(item, type) };
    });
  }
}

function checkedData(item: EventDraft, type: string): object {
  try {
    return validData(item.eventClass, item.data);
  } catch (error) {
    if (error instanceof UnreadableMessageError) throw new InvalidEventDraftError(type, error.detail, error);
    throw error;
  }
}
