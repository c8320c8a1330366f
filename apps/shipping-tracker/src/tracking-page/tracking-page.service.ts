import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { chooseLanguage, missingPage, type Language } from '#platform';
import { CasesService } from '../after-sales/cases.service.js';
import { ShippingTrackerConfig } from '../config.js';
import { OrdersService } from '../orders/orders.service.js';
import { PromisesService } from '../promises/promises.service.js';
import { Checkpoint } from '../shipments/checkpoint.entity.js';
import { Shipment } from '../shipments/shipment.entity.js';
import { pageView, type TrackedParcel } from './page-view.js';
import { scriptOf, trackingPage } from './page.html.js';

/** Returns, complaints and wishes shown; older ones are on the page for help. */
const CASES_MAX = 5;

/** A page and whether there was an order for it. */
export interface RenderedPage {
  readonly found: boolean;
  readonly html: string;
  readonly language: Language;
  /** What it runs; undefined: nothing. */
  readonly script?: string | undefined;
}

/** Who wants to read: the language chosen on the page, and what the browser says. */
export interface Reader {
  readonly lang: string | undefined;
  readonly acceptLanguage: string | undefined;
}

/** Writes the customer's page from what is known this moment. */
@Injectable()
export class TrackingPageService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    private readonly promises: PromisesService,
    private readonly cases: CasesService,
    private readonly config: ShippingTrackerConfig,
  ) {}

  async render(token: string, reader: Reader): Promise<RenderedPage> {
    const order = await this.orders.findByToken(token);
    if (!order) {
      const language = chooseLanguage(reader.lang, reader.acceptLanguage);
      return { found: false, language, html: missingPage(language) };
    }
    const language = chooseLanguage(reader.lang, order.language, reader.acceptLanguage);
    const parcels = await this.parcelsOf(order.orderId);
    const cases = await this.cases.of(this.dataSource.manager, order.orderId, CASES_MAX);
    const offersPush = this.config.WEB_PUSH_PUBLIC_KEY !== undefined;
    const view = pageView(order, token, { parcels, cases, offersPush }, language, new Date());
    return { found: true, language, html: trackingPage(view), script: scriptOf(view) };
  }

  private async parcelsOf(orderId: string): Promise<TrackedParcel[]> {
    const shipments = await this.dataSource.manager.find(Shipment, {
      where: { orderId },
      order: { registeredAt: 'ASC', id: 'ASC' },
    });
    if (shipments.length === 0) return [];
    const checkpoints = await this.dataSource.manager.find(Checkpoint, {
      where: { shipmentId: In(shipments.map((shipment) => shipment.id)) },
      order: { occurredAt: 'ASC', id: 'ASC' },
    });
    const earlier = await this.promises.earlierDays(shipments.map((shipment) => shipment.id));
    return shipments.map((shipment) => ({
      shipment,
      earlierDay: earlier.get(shipment.id) ?? null,
      checkpoints: checkpoints.filter((checkpoint) => checkpoint.shipmentId === shipment.id),
    }));
  }
}
