import { randomUUID } from 'node:crypto';
import { topics } from '#contracts';
import type { Victim } from './schedule.js';

/** A message that cannot be handled, and who has to notice. */
export interface Poison {
  readonly kind: 'bad-json' | 'wrong-schema' | 'unknown-type' | 'handler-bug';
  readonly messageId: string;
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Services that must show it among their parked messages. */
  readonly seenBy: readonly Victim[];
}

const readersOfOrders: readonly Victim[] = [
  'supplier-sync',
  'shipping-tracker',
  'after-sales',
  'notification',
  'console',
];

/** Version 1 of a key that has long gone on: while it is parked, every later version has to wait behind it. */
export function headersOf(messageId: string, key: string, type: string): Record<string, string> {
  return {
    ce_specversion: '1.0',
    ce_id: messageId,
    ce_type: type,
    ce_source: '/kervan/order',
    ce_time: new Date().toISOString(),
    ce_subject: key,
    ce_dataversion: '1',
    ce_merchantid: randomUUID(),
    ce_keyversion: '1',
    ce_correlationid: randomUUID(),
    'content-type': 'application/json',
  };
}

/** Kinds of poison that arrive over the broker, each made for a key. */
export const poisons = {
  'bad-json': (key: string): Poison => {
    const messageId = randomUUID();
    const headers = headersOf(messageId, key, 'order.placed');
    return {
      kind: 'bad-json',
      messageId,
      topic: topics.orders,
      key,
      value: '{"orderId":',
      headers,
      seenBy: readersOfOrders,
    };
  },
  'wrong-schema': (key: string): Poison => {
    const messageId = randomUUID();
    const headers = headersOf(messageId, key, 'order.placed');
    const value = JSON.stringify({ orderId: 42, lines: 'none' });
    return { kind: 'wrong-schema', messageId, topic: topics.orders, key, value, headers, seenBy: readersOfOrders };
  },
  'unknown-type': (key: string): Poison => {
    const messageId = randomUUID();
    const headers = headersOf(messageId, key, 'order.teleported');
    return {
      kind: 'unknown-type',
      messageId,
      topic: topics.orders,
      key,
      value: '{}',
      headers,
      seenBy: readersOfOrders,
    };
  },
  /** Well formed, and about an order that does not exist: the handler in `order` throws. */
  'handler-bug': (): Poison => {
    const messageId = randomUUID();
    const key = randomUUID();
    const headers = { ...headersOf(messageId, key, 'purchase-order.sent'), ce_source: '/kervan/supplier-sync' };
    const ids = { purchaseOrderId: randomUUID(), orderId: key, supplierId: randomUUID() };
    const value = JSON.stringify({ ...ids, channel: 'api', sentAt: new Date().toISOString() });
    return { kind: 'handler-bug', messageId, topic: topics.purchaseOrders, key, value, headers, seenBy: ['order'] };
  },
} as const;
export type BrokerPoisonKind = keyof typeof poisons;
export const brokerPoisonKinds = Object.keys(poisons) as BrokerPoisonKind[];
