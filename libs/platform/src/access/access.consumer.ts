import type { EntityManager } from 'typeorm';
import { KeyIssued, KeyRevoked, type Envelope } from '#contracts';
import { Consumer, On } from '#messaging';
import { ApiKeys } from './api-keys.js';

/** Keeps this service's copy of the API keys. */
@Consumer()
export class AccessConsumer {
  constructor(private readonly keys: ApiKeys) {}

  @On(KeyIssued)
  onKeyIssued({ data }: Envelope<KeyIssued>, tx: EntityManager): Promise<void> {
    return this.keys.issue(tx, data);
  }

  @On(KeyRevoked)
  onKeyRevoked({ data }: Envelope<KeyRevoked>, tx: EntityManager): Promise<void> {
    return this.keys.revoke(tx, data);
  }
}
