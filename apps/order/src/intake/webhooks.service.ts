import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { StoresService, type StorePlatform } from '../stores/stores.service.js';
import { parseExactly } from './domain/store-fields.js';
import { DeliveriesWorker } from './deliveries.worker.js';
import { invalidSignature, notJson } from './webhook.errors.js';
import { isSignedWith } from './webhook-signature.js';

/** One message of a store as it came in over HTTP. */
export interface WebhookRequest {
  readonly storeId: string;
  readonly topic: string | undefined;
  readonly signature: string | undefined;
  /** What the store calls this event; the same when it sends it again. */
  readonly eventId: string | undefined;
  readonly body: Buffer;
}

export interface WebhookAnswer {
  readonly received: true;
  readonly duplicate: boolean;
}

/** Takes in what stores send: checked, kept byte by byte, answered. Understanding it comes after. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    private readonly worker: DeliveriesWorker,
  ) {}

  async receive(platform: StorePlatform, request: WebhookRequest): Promise<WebhookAnswer> {
    const store = await this.stores.withSecret(request.storeId, platform);
    if (!isSignedWith(store.webhookSecret, request.body, request.signature)) throw invalidSignature();
    assertJson(request.body);
    const rows = await this.dataSource.query<unknown[]>(
      `INSERT INTO store_deliveries (id, store_id, delivery_key, topic, body, state)
       VALUES ($1, $2, $3, $4, $5, 'received') ON CONFLICT (store_id, delivery_key) DO NOTHING RETURNING id`,
      [uuidv7(), store.id, deliveryKey(request), request.topic ?? 'unknown', request.body],
    );
    this.worker.wake();
    return { received: true, duplicate: rows.length === 0 };
  }

  /** WooCommerce's first call after a webhook was set up; it is not signed and says nothing. */
  async ping(platform: StorePlatform, storeId: string): Promise<WebhookAnswer> {
    await this.stores.withSecret(storeId, platform);
    return { received: true, duplicate: false };
  }
}

/**
 * One action in a store can cause messages on several topics under one event id, so the topic belongs to the key.
 * Without an id, equal bytes are the same message.
 */
function deliveryKey({ topic, eventId, body }: WebhookRequest): string {
  const id = eventId ?? `sha256:${createHash('sha256').update(body).digest('hex')}`;
  return `${topic ?? 'unknown'} ${id}`;
}

function assertJson(body: Buffer): void {
  try {
    parseExactly(body.toString('utf8'));
  } catch {
    throw notJson();
  }
}
