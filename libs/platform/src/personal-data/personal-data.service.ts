import { gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  CustomerDataAnswered,
  CustomerErasureDone,
  type CustomerDataRequested,
  type CustomerErasureRequested,
  type CustomerPreferencesChanged,
  type Envelope,
  type PersonalDataService as ServiceName,
} from '#contracts';
import { draft, eraseMessages, Outbox, type EventDraft } from '#messaging';
import type { PersonalData } from './personal-data.js';
import { blockersOf, countRows, eraseRows, exportRows, presentCounts } from './personal-tables.js';
import { seal } from './sealed-box.js';

/** Compressed bytes of one chunk: as base64 with its envelope it stays below the broker's 1 MiB. */
const CHUNK_BYTES = 480_000;

/** Answers requests about customers' data out of the service's list of them. */
@Injectable()
export class PersonalDataService {
  constructor(
    private readonly service: ServiceName,
    private readonly data: PersonalData,
    private readonly outbox: Outbox,
  ) {}

  /** Says what there is of the orders; for an export, all of it, sealed. Asked again, it says it again. */
  async answer(tx: EntityManager, { merchantId, data }: Envelope<CustomerDataRequested>): Promise<void> {
    const { requestId, attempt, orderIds, publicKey } = data;
    const counts: { kind: string; rows: number }[] = [];
    for (const table of this.data.tables) counts.push({ kind: table.kind, rows: await countRows(tx, table, orderIds) });
    const blockers = await blockersOf(tx, this.data.blockers ?? [], orderIds);
    const chunks = publicKey === null ? [null] : await this.sealedChunks(tx, orderIds, publicKey);
    const at = { merchantId, key: `${requestId}/${this.service}` };
    const answers = chunks.map((sealed, chunk): EventDraft<CustomerDataAnswered> => {
      const facts = { requestId, service: this.service, attempt, counts: presentCounts(counts), blockers };
      return draft(CustomerDataAnswered, at, { ...facts, chunk, chunks: chunks.length, sealed });
    });
    await this.outbox.append(tx, answers);
  }

  /** Erases what there is of the orders: messages first, so that none that is being handled slips through. */
  async erase(tx: EntityManager, { merchantId, data }: Envelope<CustomerErasureRequested>): Promise<void> {
    const { erasureId, orderIds } = data;
    const counts = await this.eraseOrders(tx, orderIds);
    const at = { merchantId, key: `${erasureId}/${this.service}` };
    await this.outbox.append(tx, [draft(CustomerErasureDone, at, { erasureId, service: this.service, counts })]);
  }

  /** The customer reads in another language from now on, or in the same: taken twice it is the same. */
  async keepLanguage(tx: EntityManager, { data }: Envelope<CustomerPreferencesChanged>): Promise<void> {
    if (this.data.keepLanguage !== undefined) await tx.query(this.data.keepLanguage, [data.orderId, data.language]);
  }

  /** @returns rows that had something to lose, by kind. */
  async eraseOrders(tx: EntityManager, orderIds: readonly string[]): Promise<{ kind: string; rows: number }[]> {
    const counts = [...(await eraseMessages(tx, orderIds))];
    for (const table of this.data.tables) counts.push({ kind: table.kind, rows: await eraseRows(tx, table, orderIds) });
    return presentCounts(counts);
  }

  /** Everything of these orders, by kind. */
  async rowsOf(tx: EntityManager, orderIds: readonly string[]): Promise<Record<string, unknown[]>> {
    const parts: Record<string, unknown[]> = {};
    for (const table of this.data.tables) {
      const rows = await exportRows(tx, table, orderIds);
      if (rows.length > 0) parts[table.kind] = [...(parts[table.kind] ?? []), ...rows];
    }
    return parts;
  }

  private async sealedChunks(tx: EntityManager, orderIds: readonly string[], publicKey: string): Promise<string[]> {
    const bytes = gzipSync(JSON.stringify(await this.rowsOf(tx, orderIds)));
    const chunks: string[] = [];
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES)
      chunks.push(seal(bytes.subarray(from, from + CHUNK_BYTES), publicKey));
    return chunks;
  }
}
