import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CustomersService, type Customer } from './customers.service.js';

/** What a customer bought so far, in one currency. Cancelled orders count nothing. */
export interface LifetimeFigures {
  readonly currency: string;
  readonly orders: number;
  readonly totalMinor: number;
  readonly averageMinor: number;
  readonly firstOrderAt: string;
  readonly lastOrderAt: string;
}

export interface CustomerOrder {
  readonly id: string;
  readonly externalId: string;
  readonly status: string;
  readonly placedAt: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly parcels: readonly CustomerParcel[];
}

interface CustomerParcel {
  readonly shipmentId: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly status: string;
  readonly deliveredAt: string | null;
}

/** Everything about one customer that the order service knows. */
export interface CustomerProfile extends Customer {
  /** As the newest order says. */
  readonly name: string | null;
  readonly phones: readonly string[];
  readonly language: string | null;
  readonly figures: readonly LifetimeFigures[];
  /** Newest first. */
  readonly orders: readonly CustomerOrder[];
  /** Others of the merchant who gave the same phone: perhaps the same person, perhaps a family. */
  readonly samePhone: readonly string[];
}

interface OrderRow {
  id: string;
  external_id: string;
  status: string;
  placed_at: Date;
  currency: string;
  total_minor: string;
  name: string;
  phone: string | null;
  language: string;
  parcels: CustomerParcel[];
}

const ORDERS_SQL = `
  SELECT o.id, o.external_id, o.status, o.placed_at, o.currency, o.total_minor, o.customer ->> 'name' AS name,
    o.customer_phone AS phone, o.customer ->> 'language' AS language,
    (SELECT coalesce(json_agg(json_build_object('shipmentId', p.id, 'carrier', p.carrier,
        'trackingNumber', p.tracking_number, 'status', p.status, 'deliveredAt', p.delivered_at)
        ORDER BY p.shipped_at, p.id), '[]') FROM parcels p WHERE p.order_id = o.id) AS parcels
  FROM orders o WHERE o.id = ANY ($1) ORDER BY o.id DESC`;

/** Puts a customer's profile together. */
@Injectable()
export class CustomerProfiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly customers: CustomersService,
  ) {}

  /** @throws customerNotFound */
  async of(id: string, merchantId: string | null): Promise<CustomerProfile> {
    const customer = await this.customers.one(id, merchantId);
    const orderIds = await this.customers.orderIds(this.dataSource.manager, customer);
    const orders = await this.dataSource.query<OrderRow[]>(ORDERS_SQL, [orderIds]);
    const phones = [...new Set(orders.flatMap(({ phone }) => phone ?? []))];
    return {
      ...customer,
      name: orders[0]?.name ?? null,
      phones,
      language: orders[0]?.language ?? null,
      figures: figuresOf(orders),
      orders: orders.map(orderView),
      samePhone: await this.withSamePhone(customer, phones),
    };
  }

  private async withSamePhone(customer: Customer, phones: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const phone of phones) {
      const others = await this.customers.find({
        ...{ merchantId: customer.merchantId, phone, email: null, orderId: null, q: null },
      });
      found.push(...others.map(({ id }) => id));
    }
    return [...new Set(found)].filter((id) => id !== customer.id);
  }
}

const orderView = (row: OrderRow): CustomerOrder => ({
  ...{ id: row.id, externalId: row.external_id, status: row.status, placedAt: row.placed_at.toISOString() },
  ...{ currency: row.currency, totalMinor: Number(row.total_minor), parcels: row.parcels },
});

function figuresOf(rows: readonly OrderRow[]): LifetimeFigures[] {
  const bought = rows.filter(({ status }) => status !== 'cancelled');
  return [...new Set(bought.map(({ currency }) => currency))].sort().map((currency) => {
    const own = bought.filter((row) => row.currency === currency);
    const totalMinor = own.reduce((sum, row) => sum + Number(row.total_minor), 0);
    const times = own.map(({ placed_at }) => placed_at.getTime());
    return {
      ...{ currency, orders: own.length, totalMinor, averageMinor: Math.round(totalMinor / own.length) },
      firstOrderAt: new Date(Math.min(...times)).toISOString(),
      lastOrderAt: new Date(Math.max(...times)).toISOString(),
    };
  });
}
