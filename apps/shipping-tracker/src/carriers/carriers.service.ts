import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CheckpointSource } from '#contracts';
import { presentCause } from '#messaging';
import { ShippingTrackerConfig } from '../config.js';
import { trackingKey } from '../shipments/domain/tracking-number.js';
import type { ReportOutcome } from '../shipments/shipments.service.js';
import { settingsByCarrier } from '../carrier-settings.js';
import { CarrierSignatureError, CarrierUnreadableError } from './carrier.errors.js';
import type { CarrierCheckpoint, CarrierRejection, CarrierReport } from './carrier.port.js';
import { isSameJourney } from './domain/same-journey.js';
import { RefusalsService } from './refusals.service.js';
import { ReportIntake } from './report-intake.js';
import { UnknownCodesService } from './unknown-codes.service.js';
import { WebhookCarrier, type WebhookDelivery } from './webhook-carrier.js';

/** What became of a carrier's report. */
export interface ReceiptResponseDto {
  /** Checkpoints stored now. */
  readonly accepted: number;
  /** Checkpoints that were known. */
  readonly duplicates: number;
  /** Of the accepted: about numbers that no ship notice has named yet. They are kept. */
  readonly unmatched: number;
  readonly rejected: readonly CarrierRejection[];
}

/** Takes what carriers say and hands it to the parcels it is about. */
@Injectable()
export class CarriersService {
  private readonly webhookCarriers: ReadonlyMap<string, WebhookCarrier>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly intake: ReportIntake,
    private readonly refusals: RefusalsService,
    private readonly unknownCodes: UnknownCodesService,
    config: ShippingTrackerConfig,
  ) {
    const secrets = settingsByCarrier(config.CARRIER_WEBHOOK_SECRETS);
    this.webhookCarriers = new Map([...secrets].map(([code, values]) => [code, new WebhookCarrier(code, values)]));
  }

  async receiveWebhook(code: string, delivery: WebhookDelivery): Promise<ReceiptResponseDto> {
    const carrier = this.webhookCarriers.get(code);
    // The same answer as for a bad signature: nobody learns from outside which carriers there are.
    if (!carrier) throw new CarrierSignatureError(code);
    return this.take(carrier.carrier, carrier.source, await this.heard(carrier, delivery));
  }

  private async heard(carrier: WebhookCarrier, delivery: WebhookDelivery): Promise<CarrierReport> {
    try {
      return await carrier.hear(delivery);
    } catch (error) {
      if (error instanceof CarrierUnreadableError) {
        const { reason, message } = error;
        await this.refusals.count(carrier.carrier, { reason, detail: message, trackingNumber: null });
      }
      throw error;
    }
  }

  /**
   * Refuses an answer that names no parcel and went through another journey than what was heard of this number before.
   * @throws CarrierUnreadableError `wrong_parcel`
   */
  async assertSameJourney(carrier: string, trackingKey: string, { checkpoints }: CarrierReport): Promise<void> {
    const known: { occurred_at: Date }[] = await this.dataSource.query(
      `SELECT DISTINCT occurred_at FROM checkpoints JOIN shipments ON shipments.id = shipment_id
        WHERE carrier = $1 AND tracking_key = $2 AND source = 'poll'`,
      [carrier, trackingKey],
    );
    const said = checkpoints.map(({ occurredAt }) => occurredAt);
    const heard = known.map((row) => row.occurred_at);
    if (!isSameJourney(heard, said)) {
      throw new CarrierUnreadableError('wrong_parcel', 'The answer has nothing of what this parcel went through.');
    }
  }

  /**
   * Stores a report; what arrives together shares a commit, and each is answered after its own. When a number fails
   * the carrier is told so and repeats the whole: what was stored already is then a duplicate.
   */
  async take(carrier: string, source: CheckpointSource, report: CarrierReport): Promise<ReceiptResponseDto> {
    const cause = presentCause();
    const numbers = [...byNumber(report.checkpoints)];
    const outcomes = await Promise.all(
      numbers.map(([trackingKey, reported]) =>
        this.intake.take({ number: { carrier, trackingKey }, source, reported, cause }),
      ),
    );
    await this.unknownCodes.note(carrier, report.rejections);
    const sum = (of: (outcome: ReportOutcome) => number): number => outcomes.reduce((all, one) => all + of(one), 0);
    const accepted = sum(({ added }) => added);
    return {
      accepted,
      duplicates: report.checkpoints.length - accepted,
      unmatched: sum(({ added, parcels }) => (parcels === 0 ? added : 0)),
      rejected: report.rejections,
    };
  }
}

function byNumber(checkpoints: readonly CarrierCheckpoint[]): Map<string, CarrierCheckpoint[]> {
  const groups = new Map<string, CarrierCheckpoint[]>();
  for (const checkpoint of checkpoints) {
    const key = trackingKey(checkpoint.trackingNumber);
    groups.set(key, [...(groups.get(key) ?? []), checkpoint]);
  }
  return groups;
}
