import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { isAllowedHost, parseAllowedHosts } from '#platform';
import { NotificationConfig } from '../config.js';
import { ConsentRecords } from '../consent-records/consent-records.service.js';
import { addressOf } from '../consent-records/domain/consent-record.js';
import { endpointRefused, orderNotFound, pushNotOffered } from './push.errors.js';

/** A browser's address at its push service, and what messages to it are encrypted with. */
export interface PushSubscription {
  readonly endpoint: string;
  readonly keys: {
    /** Public key on P-256, uncompressed, base64url. */
    readonly p256dh: string;
    /** 16 bytes, base64url. */
    readonly auth: string;
  };
}

/** A browser that messages about an order go to. */
export interface Device extends PushSubscription {
  readonly id: string;
}

/** Browsers of one order: a family's phones and computers. With one more the one that was silent longest goes. */
const DEVICES_MAX = 10;

/** What a token can look like; the database refuses some of what an address may hold. */
const TOKEN = /^[\x21-\x7e]{1,64}$/;

/** Whether the order's shop names push anywhere in its rules. */
const OFFERED_SQL = `EXISTS (
  SELECT 1 FROM notification_rules r
   WHERE r.merchant_id = o.merchant_id AND r.state = 'active'
     AND jsonb_path_exists(r.content, '$ ? (@.channels[*] == "push" || @.rules[*].channels[*] == "push")'))`;

/**
 * Browsers in which customers allowed messages. Each belongs to one order: whoever has the order's page can read what
 * is sent anyway, and hears nothing of the person's other orders.
 */
@Injectable()
export class PushSubscriptionsService {
  private readonly allowedHosts: ReadonlySet<string>;
  private readonly publicKey: string | null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly records: ConsentRecords,
    config: NotificationConfig,
  ) {
    this.allowedHosts = parseAllowedHosts(config.OUTBOUND_ALLOWED_HOSTS);
    this.publicKey = config.WEB_PUSH_PRIVATE_KEY === undefined ? null : (config.WEB_PUSH_PUBLIC_KEY ?? null);
  }

  /** What a browser subscribes with; null: the shop, or this installation, tells nobody by push. @throws orderNotFound */
  async offer(token: string): Promise<string | null> {
    const [order] = await this.ordersOf(token);
    if (!order) throw orderNotFound();
    return order.offered ? this.publicKey : null;
  }

  /** Keeps a browser; the same again renews it. @throws orderNotFound, pushNotOffered, endpointRefused */
  async subscribe(token: string, { endpoint, keys }: PushSubscription): Promise<void> {
    if ((await this.offer(token)) === null) throw pushNotOffered();
    if (!this.canBeCalled(endpoint)) throw endpointRefused();
    await this.dataSource.transaction(async (tx) => {
      const order = await heldOrder(tx, token);
      const [{ isNew }] = await tx.query<[{ isNew: boolean }]>(
        `INSERT INTO push_subscriptions (id, order_id, endpoint, p256dh, auth) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (order_id, endpoint) DO UPDATE SET p256dh = excluded.p256dh, auth = excluded.auth, used_at = now()
         RETURNING xmax = 0 AS "isNew"`,
        [uuidv7(), order.order_id, endpoint, keys.p256dh, keys.auth],
      );
      if (isNew) await this.record(tx, order, 'yes');
      await tx.query(
        `DELETE FROM push_subscriptions WHERE id IN (
           SELECT id FROM push_subscriptions WHERE order_id = $1 ORDER BY used_at DESC, id DESC OFFSET $2)`,
        [order.order_id, DEVICES_MAX],
      );
    });
  }

  /** Forgets a browser. One that is not known is forgotten already. @throws orderNotFound */
  async end(token: string, endpoint: string): Promise<void> {
    if ((await this.ordersOf(token)).length === 0) throw orderNotFound();
    await this.dataSource.transaction(async (tx) => {
      const order = await heldOrder(tx, token);
      const [, ended] = await tx.query<[unknown[], number]>(
        `DELETE FROM push_subscriptions WHERE order_id = $1 AND endpoint = $2`,
        [order.order_id, endpoint],
      );
      if (ended > 0) await this.record(tx, order, 'no');
    });
  }

  /** Forgets every browser of an order. */
  async endAll(tx: EntityManager, orderId: string): Promise<void> {
    await tx.query(`DELETE FROM push_subscriptions WHERE order_id = $1`, [orderId]);
  }

  async ofOrder(orderId: string): Promise<Device[]> {
    return this.dataSource.query(
      `SELECT id, endpoint, json_build_object('p256dh', p256dh, 'auth', auth) AS keys
         FROM push_subscriptions WHERE order_id = $1 ORDER BY id`,
      [orderId],
    );
  }

  /** Notes what push services said: who is gone is forgotten, who was reached is kept for longer. */
  async note({ gone, reached }: { gone: readonly string[]; reached: readonly string[] }): Promise<void> {
    if (gone.length > 0) await this.dataSource.query(`DELETE FROM push_subscriptions WHERE id = ANY ($1)`, [gone]);
    if (reached.length > 0)
      await this.dataSource.query(`UPDATE push_subscriptions SET used_at = now() WHERE id = ANY ($1)`, [reached]);
  }

  /** What the button of the page said. */
  private async record(tx: EntityManager, order: HeldOrder, said: 'yes' | 'no'): Promise<void> {
    const { order_id: orderId, merchant_id: merchantId } = order;
    const address = addressOf(order);
    if (address === null) return;
    await this.records.note(tx, [{ merchantId, address, orderId, subject: 'push', said, source: 'browser' }]);
  }

  private async ordersOf(token: string): Promise<{ order_id: string; offered: boolean }[]> {
    if (!TOKEN.test(token) || token === 'erased') return [];
    return this.dataSource.query(
      `SELECT o.order_id, ${OFFERED_SQL} AS offered FROM known_orders o WHERE o.tracking_token = $1`,
      [token],
    );
  }

  /** Which hosts may be reached is checked at each call; here only that nothing travels in the open. */
  private canBeCalled(endpoint: string): boolean {
    if (!URL.canParse(endpoint)) return false;
    const url = new URL(endpoint);
    if (url.username !== '' || url.password !== '') return false;
    return url.protocol === 'https:' || (url.protocol === 'http:' && isAllowedHost(this.allowedHosts, url));
  }
}

interface HeldOrder {
  readonly order_id: string;
  readonly merchant_id: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Under a shared lock: an erasure that has begun takes the token away first. @throws orderNotFound */
async function heldOrder(tx: EntityManager, token: string): Promise<HeldOrder> {
  const [order] = await tx.query<HeldOrder[]>(
    `SELECT order_id, merchant_id, email, phone FROM known_orders WHERE tracking_token = $1 FOR SHARE`,
    [token],
  );
  if (!order) throw orderNotFound();
  return order;
}
