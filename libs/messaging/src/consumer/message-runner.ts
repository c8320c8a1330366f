import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { type Envelope, fromWire, UnreadableMessageError, type WireMessage } from '#contracts';
import { backoffMs } from '../concurrency/backoff.js';
import { crashPoint } from '../faults/crash-point.js';
import type { MessagingMetrics } from '../metrics/messaging-metrics.js';
import type { ParkedMessage } from '../parking/parked-message.js';
import { ParkingFullError } from '../parking/parked.errors.js';
import {
  claimParked,
  markFailed,
  markReplayed,
  park,
  type ParkingPlace,
  type ParkingReason,
  wireMessageOf,
} from '../parking/parking.js';
import { withoutErased } from '../privacy/erased-keys.js';
import { inMessageContext } from '../tracing/message-context.js';
import { admit, type AdmissionFrom, type Verdict } from './admission.js';
import { classifyError, errorCodeOf, errorDetailOf } from './classify-error.js';
import { TRANSIENT_BASE_MS, TRANSIENT_MAX_MS, TRANSIENT_TRIES_MAX } from './consumer-limits.js';
import { KeyRacedError } from './consumer.errors.js';
import type { HandlerTable } from './handler-table.js';

const LIVE: AdmissionFrom = { parkedId: null, gapAccepted: false, isReleased: false };
const transientRange = { baseMs: TRANSIENT_BASE_MS, maxMs: TRANSIENT_MAX_MS };

/** Takes one message to its end: effects committed once, or dropped as a duplicate, or parked. */
export class MessageRunner {
  private readonly logger = new Logger(MessageRunner.name);
  private readonly consumer: string;

  constructor(
    private readonly place: ParkingPlace,
    private readonly dataSource: DataSource,
    private readonly handlers: HandlerTable,
    private readonly metrics: MessagingMetrics,
  ) {
    this.consumer = place.consumer;
  }

  /**
   * A message from the bus. Resolves when it is settled.
   * @throws when not even parking was possible (database down, no room): the bus must hand it over again.
   */
  async handle(message: WireMessage): Promise<void> {
    try {
      const envelope = readEnvelope(message);
      await this.retryTransient(() => this.handleOnce(message, envelope));
    } catch (error) {
      if (error instanceof ParkingFullError) throw error;
      const reason = reasonOf(error);
      await this.setAside(this.dataSource.manager, message, reason);
    }
  }

  /**
   * Tries a parked message again. Rejects only when the outcome could not be written down (database down).
   * @returns false when there was nothing to do: it is settled, another process has it, or it may not go yet.
   */
  async replay(parkedId: string): Promise<boolean> {
    const seen: { parked: ParkedMessage | null } = { parked: null };
    try {
      return await this.retryTransient(() =>
        this.dataSource.transaction(async (tx) => {
          seen.parked = await claimParked(tx, parkedId);
          return seen.parked !== null && this.replayClaimed(tx, seen.parked);
        }),
      );
    } catch (error) {
      if (!seen.parked) throw error;
      const reason = reasonOf(error);
      await markFailed(this.dataSource.manager, seen.parked, reason, this.handlers.policyOf(seen.parked));
      this.logger.warn(`Replay of ${parkedId} failed: ${reason.code} ${reason.detail}`);
      return true;
    }
  }

  private async handleOnce(message: WireMessage, envelope: Envelope): Promise<void> {
    // Ignored events only move the key's version on: one statement needs no transaction around it.
    if (this.handlers.isIgnored(envelope)) {
      const verdict = await this.admitted(this.dataSource.manager, envelope, LIVE);
      if (verdict !== 'admitted') await this.dismiss(this.dataSource.manager, message, verdict);
      return;
    }
    const verdict = await this.dataSource.transaction(async (tx) => {
      const answer = await this.admitted(tx, envelope, LIVE);
      if (answer === 'admitted') await this.invoke(envelope, tx);
      else await this.dismiss(tx, message, answer);
      crashPoint('handler.before-commit');
      return answer;
    });
    crashPoint('handler.after-commit');
    if (verdict === 'admitted') this.metrics.handled.inc({ type: envelope.type });
  }

  private async replayClaimed(tx: EntityManager, parked: ParkedMessage): Promise<boolean> {
    this.metrics.retries.inc({ kind: 'parked' });
    const envelope = readEnvelope(wireMessageOf(parked));
    const { id: parkedId, gapAccepted, holdsKey } = parked;
    const verdict = await this.admitted(tx, envelope, { parkedId, gapAccepted, isReleased: !holdsKey });
    if (verdict === 'behind') return false;
    if (verdict === 'gap') {
      await markFailed(tx, parked, gapReason(envelope), this.handlers.policyOf(parked));
      return true;
    }
    if (verdict === 'duplicate') this.metrics.duplicates.inc({ topic: envelope.topic });
    else if (!this.handlers.isIgnored(envelope)) await this.invoke(envelope, tx);
    await markReplayed(tx, parked.id);
    return true;
  }

  private async admitted(
    tx: EntityManager,
    envelope: Envelope,
    from: AdmissionFrom,
  ): Promise<Exclude<Verdict, 'raced'>> {
    const verdict = await admit(tx, this.consumer, envelope, from);
    if (verdict === 'raced') throw new KeyRacedError(envelope.topic, envelope.key);
    return verdict;
  }

  private async dismiss(
    tx: EntityManager,
    message: WireMessage,
    verdict: 'duplicate' | 'behind' | 'gap',
  ): Promise<void> {
    if (verdict === 'duplicate') {
      this.metrics.duplicates.inc({ topic: message.topic });
      return;
    }
    const reason: ParkingReason = verdict === 'gap' ? gapReason(fromWire(message)) : BEHIND;
    await this.setAside(tx, message, reason);
  }

  private async invoke(envelope: Envelope, tx: EntityManager): Promise<void> {
    const [known = envelope] = await withoutErased(tx, [envelope]);
    await inMessageContext([known], this.consumer, () => this.handlers.invoke(known, tx));
  }

  private async retryTransient<R>(attempt: () => Promise<R>): Promise<R> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (classifyError(error) !== 'transient' || tries >= TRANSIENT_TRIES_MAX) throw error;
        this.metrics.retries.inc({ kind: 'transient' });
        await pause(backoffMs(tries, transientRange));
      }
    }
  }

  private async setAside(tx: EntityManager, message: WireMessage, reason: ParkingReason): Promise<void> {
    await park(tx, this.place, message, reason, this.handlers.policyOf(message));
    this.metrics.countParked(reason.errorClass);
    const what = `${message.headers['ce_type'] ?? 'a message'} ${message.headers['ce_id'] ?? ''} of key ${message.key}`;
    if (reason.errorClass === 'poison') this.logger.error(`Parked ${what} as dead: ${reason.code} ${reason.detail}`);
    else this.logger.warn(`Parked ${what}: ${reason.code}`);
  }
}

const BEHIND: ParkingReason = {
  errorClass: 'behind',
  code: 'KEY_PARKED',
  detail: 'An earlier message of this key is parked',
};

function gapReason({ keyVersion }: Envelope): ParkingReason {
  return { errorClass: 'gap', code: 'KEY_VERSION_GAP', detail: `Came as version ${keyVersion} without the one before` };
}

function reasonOf(error: unknown): ParkingReason {
  const errorClass = classifyError(error) === 'poison' ? 'poison' : 'retryable';
  return { errorClass, code: errorCodeOf(error), detail: errorDetailOf(error) };
}

/** Reads a message from the bus. @throws UnreadableMessageError */
export function readEnvelope(message: WireMessage): Envelope {
  const envelope = fromWire(message);
  // The inbox keys on it.
  if (!isUuid(envelope.id)) throw new UnreadableMessageError('NOT_CLOUD_EVENTS', 'ce_id is not a UUID');
  return envelope;
}
