import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Envelope, eventInfo, UnreadableMessageError, validData } from '#contracts';
import { preparedQuery } from '../database/prepared-query.js';
import { crashPoint } from '../faults/crash-point.js';
import { messageContext, type Cause } from '../tracing/message-context.js';
import { activeTraceparent } from '../tracing/trace-context.js';
import { APPEND, appendParameters } from './append-statement.js';
import { appendedTransactions, scheduledTransactions } from './appended-transactions.js';
import { type EventDraft, isDelayed } from './event-draft.js';
import { InvalidEventDraftError, OutboxOutsideTransactionError } from './outbox.errors.js';
import { SCHEDULE, scheduleParameters } from './timer-statements.js';

/** Overwritten by the version that the database gives, now or when it falls due; the relay writes it into the header. */
const VERSION_NOT_GIVEN_YET = 0;

/** Writes events into the transaction of the change that they tell of; the relay publishes them after commit. */
@Injectable()
export class Outbox {
  /** @param producer name of the service. */
  constructor(private readonly producer: string) {}

  /**
   * Appends events. Versions per (topic, key) are gapless and in the order of `drafts`. The key stays locked
   * until the transaction ends: append late, and once, where many transactions share a key. Delayed events lock
   * nothing; they get their version when they fall due, and rank behind what was told of their key until then.
   * @returns the envelopes as consumers will see them; of delayed events with version 0, and the due time as the
   *   time at which it happened.
   * @throws OutboxOutsideTransactionError, InvalidEventDraftError
   */
  async append(tx: EntityManager, drafts: readonly EventDraft[]): Promise<Envelope[]> {
    const { queryRunner } = tx;
    if (!queryRunner?.isTransactionActive) throw new OutboxOutsideTransactionError();
    if (drafts.length === 0) return [];

    const envelopes = this.envelopesOf(drafts);
    const written = new Map<string, Partial<Envelope>>();
    const [delayed, immediate] = [drafts.map(isDelayed), drafts.map((item) => !isDelayed(item))];
    if (immediate.includes(true)) {
      const now = envelopes.filter((_, index) => immediate[index]);
      const rows = await preparedQuery<{ id: string; key_version: string }>(tx, APPEND, appendParameters(now));
      for (const { id, key_version } of rows) written.set(id, { keyVersion: Number(key_version) });
      appendedTransactions.add(queryRunner);
    }
    if (delayed.includes(true)) {
      const parameters = scheduleParameters(
        drafts.filter((_, index) => delayed[index]),
        envelopes.filter((_, index) => delayed[index]),
      );
      const rows = await preparedQuery<{ id: string; due_at: Date }>(tx, SCHEDULE, parameters);
      for (const { id, due_at } of rows) written.set(id, { occurredAt: due_at.toISOString() });
      scheduledTransactions.add(queryRunner);
    }
    crashPoint('outbox.appended');
    return envelopes.map((envelope) => ({ ...envelope, ...written.get(envelope.id) }));
  }

  /**
   * Takes a delayed event back.
   * @param timer the name that it was given.
   * @returns false when there is none of that name, or it has fallen due: then consumers will see it.
   * @throws OutboxOutsideTransactionError
   */
  async cancel(tx: EntityManager, timer: string): Promise<boolean> {
    if (!tx.queryRunner?.isTransactionActive) throw new OutboxOutsideTransactionError();
    const [, cancelled] = await tx.query<[unknown[], number]>('DELETE FROM outbox_timers WHERE name = $1', [timer]);
    return cancelled > 0;
  }

  private envelopesOf(drafts: readonly EventDraft[]): Envelope[] {
    const ids = drafts.map(() => uuidv7());
    const common = { occurredAt: new Date().toISOString(), producer: this.producer };
    const handled = messageContext.getStore();
    const present: Cause = {
      messageId: handled?.messageId ?? null,
      correlationId: handled?.correlationId ?? ids[0] ?? uuidv7(),
      traceparent: activeTraceparent() ?? handled?.traceparent ?? null,
    };
    return drafts.map((item, index) => {
      const { type, version, topic } = eventInfo(item.eventClass);
      const { merchantId, key, cause = present } = item;
      const { correlationId, messageId: causationId, traceparent } = cause;
      const because = { correlationId, causationId, traceparent };
      const identity = { id: ids[index] ?? uuidv7(), type, version, topic, merchantId, key };
      return { ...identity, keyVersion: VERSION_NOT_GIVEN_YET, ...common, ...because, data: checkedData(item, type) };
    });
  }
}

function checkedData(item: EventDraft, type: string): object {
  if (item.dueAt && item.delayMs !== undefined)
    throw new InvalidEventDraftError(type, 'dueAt and delayMs are both given', null);
  if (item.timer !== undefined && !isDelayed(item))
    throw new InvalidEventDraftError(type, 'a timer needs dueAt or delayMs', null);
  try {
    return validData(item.eventClass, item.data);
  } catch (error) {
    if (error instanceof UnreadableMessageError) throw new InvalidEventDraftError(type, error.detail, error);
    throw error;
  }
}
