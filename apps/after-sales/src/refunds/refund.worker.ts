import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Counter } from 'prom-client';
import { continueCause } from '#messaging';
import { MetricsRegistry, PollingWorker } from '#platform';
import { RefundQueue, type ClaimedRefund } from './refund-queue.js';
import { StoreClient } from './store-client.js';

/** A refund may wait a second: nobody stands at the counter. */
const LOOK_EVERY_MS = 1_000;
/** Calls at once: a store's endpoint is often one small process. */
const BATCH_MAX = 10;

/**
 * Asks the store for refunds. The attempt is on record before the call; one without a result is asked about, and
 * only repeated, under the same key, when the store has not heard of it.
 */
@Injectable()
export class RefundWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RefundWorker.name);
  private readonly worker = new PollingWorker({ name: 'refunds', intervalMs: LOOK_EVERY_MS, run: () => this.round() });
  private readonly calls: Counter<'outcome'>;

  constructor(
    private readonly queue: RefundQueue,
    private readonly store: StoreClient,
    registry: MetricsRegistry,
  ) {
    this.calls = new Counter({
      name: 'kervan_refund_calls_total',
      help: 'Questions and requests to the store about refunds, by what came of them',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  onApplicationBootstrap(): void {
    if (this.store.configured) this.worker.start();
    else this.logger.warn('There is no STORE_REFUND_URL: refunds wait until a person confirms them.');
  }

  onModuleDestroy(): Promise<void> {
    return this.worker.stop();
  }

  private async round(): Promise<boolean> {
    const claimed = await this.queue.claim(BATCH_MAX);
    const results = await Promise.allSettled(
      claimed.map((refund) => continueCause(refund.cause, 'refund', () => this.refund(refund))),
    );
    const fault = results.find((result) => result.status === 'rejected');
    if (fault) throw fault.reason;
    return claimed.length === BATCH_MAX;
  }

  private async refund(refund: ClaimedRefund): Promise<void> {
    if (refund.unresolved && (await this.settleUnknown(refund))) return;
    const body = bodyOf(refund);
    if (!(await this.queue.begin(refund, body))) return;
    const answer = await this.store.request(refund.id, body);
    this.calls.inc({ outcome: answer.kind });
    if (answer.kind === 'done') return this.queue.done(refund, answer.reference);
    if (answer.kind === 'refused') return this.queue.refused(refund, answer.reason, answer.status);
    const reason = answer.kind === 'unheard_of' ? 'UNHEARD_OF' : answer.reason;
    return this.queue.postponed(refund, reason, answer.kind === 'transient' ? 'transient' : null);
  }

  /** Finds out about an attempt without a result. True when that settles the refund for now. */
  private async settleUnknown(refund: ClaimedRefund): Promise<boolean> {
    const answer = await this.store.ask(refund.id);
    this.calls.inc({ outcome: `asked_${answer.kind}` });
    if (answer.kind === 'unheard_of') return false;
    if (answer.kind === 'done') await this.queue.done(refund, answer.reference);
    else await this.queue.postponed(refund, 'OUTCOME_UNKNOWN', null);
    return true;
  }
}

/** The same bytes at every attempt, so that a store that compares them sees a repetition. */
const bodyOf = ({ id, external_id, order_id, return_id, complaint_id, sum }: ClaimedRefund): string =>
  JSON.stringify({
    ...{ refundId: id, orderId: order_id, externalOrderId: external_id, returnId: return_id },
    // Only where there is one: what was asked for by an older build is asked for again in the same bytes.
    ...(complaint_id === null ? {} : { complaintId: complaint_id }),
    ...{ currency: sum.currency, amountMinor: sum.amountMinor, shippingMinor: sum.shippingMinor },
    ...{ deductionMinor: sum.deductionMinor, lines: sum.lines },
  });
