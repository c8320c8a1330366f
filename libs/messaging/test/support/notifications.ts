import { v7 as uuidv7 } from 'uuid';
import {
  type Envelope,
  MerchantRegistered,
  NO_MERCHANT,
  NotificationSent,
  toWire,
  topics,
  type WireMessage,
} from '#contracts';
import { draft, type EventDraft } from '../../src/index.js';

/** Facts of a notification; `dedupeKey` tells a test which one it was. */
export function aNotification(orderId: string, dedupeKey = 'first'): NotificationSent {
  return Object.assign(new NotificationSent(), {
    notificationId: uuidv7(),
    orderId,
    audience: 'customer',
    channel: 'email',
    template: 'order-shipped',
    language: 'tr',
    dedupeKey,
    sentAt: '2026-11-22T09:00:00.000Z',
  });
}

export function aDraft(orderId: string, dedupeKey?: string): EventDraft {
  return draft(NotificationSent, { merchantId: NO_MERCHANT, key: orderId }, aNotification(orderId, dedupeKey));
}

export function anEnvelope(orderId: string, keyVersion: number, change: Partial<Envelope> = {}): Envelope {
  return {
    id: uuidv7(),
    type: 'notification.sent',
    version: 1,
    topic: topics.notifications,
    merchantId: NO_MERCHANT,
    key: orderId,
    keyVersion,
    occurredAt: '2026-11-22T09:00:00.000Z',
    producer: 'test',
    correlationId: uuidv7(),
    causationId: null,
    traceparent: null,
    data: aNotification(orderId, `v${keyVersion}`),
    ...change,
  };
}

/** The state of a merchant, not yet written. */
export function aMerchantDraft(merchantId: string, name: string): EventDraft {
  const facts = { merchantId, name, defaultLanguage: 'tr', currency: 'TRY' };
  return draft(MerchantRegistered, { merchantId, key: merchantId }, Object.assign(new MerchantRegistered(), facts));
}

/** A merchant's newest state: the topic is compacted, so versions may be missing. */
export function aMerchantMessage(merchantId: string, keyVersion: number): WireMessage {
  const facts = { merchantId, name: `Shop ${keyVersion}`, defaultLanguage: 'tr', currency: 'TRY' };
  const data = Object.assign(new MerchantRegistered(), facts);
  return aMessage(merchantId, keyVersion, { type: 'merchant.registered', topic: topics.merchants, data });
}

/** Version `keyVersion` of an order's notifications, as the bus carries it. */
export function aMessage(orderId: string, keyVersion: number, change: Partial<Envelope> = {}): WireMessage {
  return toWire(anEnvelope(orderId, keyVersion, change));
}
