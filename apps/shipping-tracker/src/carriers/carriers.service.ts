import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CheckpointSource } from '#contracts';
import { ShippingTrackerConfig } from '../config.js';
import { trackingKey } from '../shipments/domain/tracking-number.js';
import { ShipmentsService } from '../shipments/shipments.service.js';
import { settingsByCarrier } from '../carrier-settings.js';
import { CarrierSignatureError, CarrierUnreadableError } from './carrier.errors.js';
import type { CarrierCheckpoint, CarrierRejection, CarrierReport } from './carrier.port.js';
import { RefusalsService } from './refusals.service.js';
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
    private readonly shipments: ShipmentsService,
    private readonly refusals: RefusalsService,
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
   * Stores a report, one transaction per number. When one fails the carrier is told so and repeats the
   * whole: what was stored already is then a duplicate.
   */
  async take(carrier: string, source: CheckpointSource, report: CarrierReport): Promise<ReceiptResponseDto> {
    let accepted = 0;
    let unmatched = 0;
    let known = 0;
    for (const [key, checkpoints] of byNumber(report.checkpoints)) {
      const outcome = await this.dataSource.transaction((tx) =>
        this.shipments.reportForNumber(tx, { carrier, trackingKey: key }, source, checkpoints),
      );
      accepted += outcome.added;
      known += checkpoints.length - outcome.added;
      if (outcome.parcels === 0) unmatched += outcome.added;
    }
    return { accepted, duplicates: known, unmatched, rejected: report.rejections };
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
