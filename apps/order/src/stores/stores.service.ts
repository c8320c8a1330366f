import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { OrderConfig } from '../config.js';
import { storeNotFound } from './store.errors.js';

export const storePlatforms = ['shopify', 'woocommerce', 'rest'] as const;
export type StorePlatform = (typeof storePlatforms)[number];

export interface Store {
  readonly id: string;
  readonly merchantId: string;
  readonly platform: StorePlatform;
  readonly name: string;
  readonly domain: string;
}

export interface StoreView extends Store {
  /** Where the store sends its orders. */
  readonly webhookUrl: string;
}

/** What became of something that a store sent. */
export interface DeliveryView {
  readonly id: string;
  readonly topic: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly detail: string | null;
  readonly orderId: string | null;
  readonly receivedAt: string;
}

const COLUMNS = `id, merchant_id AS "merchantId", platform, name, domain`;

/** Merchants' stores and the secrets that their messages are signed with. */
@Injectable()
export class StoresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: OrderConfig,
  ) {}

  async connect(store: Omit<Store, 'id'>, webhookSecret: string): Promise<StoreView> {
    const id = uuidv7();
    await this.dataSource.query(
      `INSERT INTO stores (id, merchant_id, platform, name, domain, webhook_secret) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, store.merchantId, store.platform, store.name, store.domain, webhookSecret],
    );
    return this.viewOf({ id, ...store });
  }

  async find(filter: { merchantId: string | null; beforeId: string | null; limit: number }): Promise<StoreView[]> {
    const rows = await this.dataSource.query<Store[]>(
      `SELECT ${COLUMNS} FROM stores WHERE ($1::uuid IS NULL OR merchant_id = $1) AND ($2::uuid IS NULL OR id < $2)
       ORDER BY id DESC LIMIT $3`,
      [filter.merchantId, filter.beforeId, filter.limit],
    );
    return rows.map((row) => this.viewOf(row));
  }

  /** With its secret, for whoever checks a signature. @throws storeNotFound */
  async withSecret(id: string, platform: StorePlatform): Promise<Store & { webhookSecret: string }> {
    const rows = await this.dataSource.query<(Store & { webhookSecret: string })[]>(
      `SELECT ${COLUMNS}, webhook_secret AS "webhookSecret" FROM stores WHERE id = $1 AND platform = $2`,
      [id, platform],
    );
    const [store] = rows;
    if (!store) throw storeNotFound(id);
    return store;
  }

  async deliveries(
    storeId: string,
    filter: { merchantId: string | null; state: string | null; beforeId: string | null; limit: number },
  ): Promise<DeliveryView[]> {
    const stores = await this.dataSource.query<unknown[]>(
      `SELECT 1 FROM stores WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [storeId, filter.merchantId],
    );
    if (stores.length === 0) throw storeNotFound(storeId);
    const rows = await this.dataSource.query<(Omit<DeliveryView, 'receivedAt'> & { receivedAt: Date })[]>(
      `SELECT d.id, d.topic, d.state, d.outcome, d.detail, d.order_id AS "orderId", d.received_at AS "receivedAt"
       FROM store_deliveries d
       WHERE d.store_id = $1 AND ($2::text IS NULL OR d.state = $2) AND ($3::uuid IS NULL OR d.id < $3)
       ORDER BY d.id DESC LIMIT $4`,
      [storeId, filter.state, filter.beforeId, filter.limit],
    );
    return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
  }

  private viewOf(store: Store): StoreView {
    const path = store.platform === 'rest' ? '/v1/orders' : `/v1/webhooks/${store.platform}/${store.id}`;
    return { ...store, webhookUrl: `${this.config.PUBLIC_URL.replace(/\/$/, '')}${path}` };
  }
}
