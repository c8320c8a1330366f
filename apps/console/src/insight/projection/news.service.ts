import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { topics, type Envelope, type OrderPlaced } from '#contracts';
import { personOf } from './person.js';
import { changesFacts } from '../domain/recorded-fact.js';

const QUEUE_SQL = `INSERT INTO insight_queue (order_id) SELECT DISTINCT unnest($1::uuid[])`;

const PERSONS_SQL = `
  INSERT INTO order_persons (order_id, person) SELECT * FROM unnest($1::uuid[], $2::uuid[])
  ON CONFLICT (order_id) DO NOTHING`;

/**
 * Notes, while events are recorded, whose facts have to be made anew, and who bought: the address is known at this
 * moment only, because what is recorded is masked.
 */
@Injectable()
export class InsightNews {
  private salt: string | undefined;

  /** @param envelopes just recorded in `tx`, each for the first time. */
  async note(tx: EntityManager, envelopes: readonly Envelope[]): Promise<void> {
    const telling = envelopes.filter((envelope) => changesFacts(envelope));
    if (telling.length === 0) return;
    await tx.query(QUEUE_SQL, [telling.map(({ data }) => (data as { orderId: string }).orderId)]);
    const salt = await this.saltOf(tx);
    const persons = telling.flatMap(({ type, topic, merchantId, data }) => {
      if (topic !== topics.orders || type !== 'order.placed') return [];
      const { orderId, customer } = data as OrderPlaced;
      const person = personOf(salt, merchantId, customer.email);
      return person === null ? [] : [{ orderId, person }];
    });
    if (persons.length === 0) return;
    await tx.query(PERSONS_SQL, [persons.map(({ orderId }) => orderId), persons.map(({ person }) => person)]);
  }

  private async saltOf(tx: EntityManager): Promise<string> {
    if (this.salt === undefined) {
      const [row] = await tx.query<{ salt: string }[]>('SELECT salt FROM insight_salt');
      if (!row) throw new Error('The salt of pseudonyms is missing: the table insight_salt must have its row.');
      this.salt = row.salt;
    }
    return this.salt;
  }
}
