import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CustomerExportReady } from '#contracts';
import { draft, Outbox } from '#messaging';
import { unseal, type Actor } from '#platform';
import { OrderConfig } from '../config.js';
import { exportNotReady, requestNotFound } from './customer.errors.js';
import { allAnswered, answersOf } from './domain/request-progress.js';
import { answerChunks, byCustomer, byItself, holdRequest, logRequest, type RequestRow } from './request-rows.js';

const HOUR_MS = 3_600_000;
/** Of a link for one use: it cannot be guessed. */
const LINK_BYTES = 24;

/**
 * Puts exports together: one JSON file per export, in a folder outside of the database and the web. A file is written
 * before the row that says so: a crash leaves a file that the next attempt replaces, never a row without its file.
 */
@Injectable()
export class ExportFiles {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: OrderConfig,
    private readonly outbox: Outbox,
  ) {}

  /** @returns whether every service had answered, and the file is there now. */
  finish(id: string): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const request = await holdRequest(tx, id);
      if (request?.state !== 'collecting' || request.private_key === null) return false;
      const answers = answersOf(await answerChunks(tx, id, 'data'));
      if (!allAnswered(answers)) return false;
      const services: Record<string, unknown> = {};
      for (const { service, attempt } of answers)
        services[service] = await this.partOf(tx, request, service, attempt ?? 0, request.private_key);
      await this.keep(tx, request, services);
      return true;
    });
  }

  /** The file, and a line in the log. @throws exportNotReady */
  async download(request: RequestRow, actor: Actor): Promise<Buffer> {
    if (request.state !== 'ready') throw exportNotReady(request.state);
    const bytes = await readFile(this.fileOf(request.id));
    await this.dataSource.transaction((tx) => logRequest(tx, request.id, 'downloaded', actor));
    return bytes;
  }

  /**
   * The file behind a link, which leads nowhere afterwards. A file that cannot be read leaves the link as it was.
   * @throws requestNotFound also for a link that was used.
   */
  takeOnce(orderId: string, linkSha256: Buffer): Promise<Buffer> {
    return this.dataSource.transaction(async (tx) => {
      const [rows] = await tx.query<[{ id: string }[], number]>(
        `UPDATE customer_requests SET link_sha256 = NULL
         WHERE order_id = $1 AND link_sha256 = $2 AND state = 'ready' AND expires_at > now() RETURNING id`,
        [orderId, linkSha256],
      );
      const [request] = rows;
      if (!request) throw requestNotFound('behind this link');
      await logRequest(tx, request.id, 'downloaded', byCustomer);
      return readFile(this.fileOf(request.id));
    });
  }

  /** Deletes files whose time is over. @returns how many. */
  async expire(): Promise<number> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM customer_requests WHERE state = 'ready' AND expires_at <= now() LIMIT 100`,
    );
    for (const { id } of rows) await this.remove(id);
    return rows.length;
  }

  /** The file of an export goes before the row says so. */
  async remove(id: string): Promise<void> {
    await rm(this.fileOf(id), { force: true });
    await this.dataSource.transaction(async (tx) => {
      await tx.query(`UPDATE customer_requests SET state = 'expired' WHERE id = $1 AND state = 'ready'`, [id]);
      await logRequest(tx, id, 'expired', byItself);
    });
  }

  private async partOf(
    tx: EntityManager,
    { id }: RequestRow,
    service: string,
    attempt: number,
    privateKey: string,
  ): Promise<unknown> {
    const rows = await tx.query<{ sealed: string }[]>(
      `SELECT sealed FROM customer_answers
       WHERE request_id = $1 AND stage = 'data' AND service = $2 AND attempt = $3 ORDER BY chunk`,
      [id, service, attempt],
    );
    const bytes = Buffer.concat(rows.map(({ sealed }) => unseal(sealed, privateKey)));
    return JSON.parse(gunzipSync(bytes).toString('utf8')) as unknown;
  }

  private async keep(tx: EntityManager, request: RequestRow, services: object): Promise<void> {
    const content = {
      ...{ customerId: request.customer_id, merchantId: request.merchant_id, orderIds: request.order_ids },
      ...{ requestedAt: request.requested_at, services },
    };
    const bytes = Buffer.from(JSON.stringify(content, null, 2));
    await mkdir(this.config.EXPORT_DIR, { recursive: true, mode: 0o700 });
    const draft = `${this.fileOf(request.id)}.${randomUUID()}.tmp`;
    await writeFile(draft, bytes, { mode: 0o600, flush: true });
    await rename(draft, this.fileOf(request.id));
    const expiresAt = new Date(Date.now() + this.config.EXPORT_KEPT_HOURS * HOUR_MS);
    await tx.query(
      `UPDATE customer_requests SET state = 'ready', finished_at = now(), expires_at = $2, file_bytes = $3,
         file_sha256 = $4, private_key = NULL WHERE id = $1`,
      [request.id, expiresAt, bytes.length, createHash('sha256').update(bytes).digest('hex')],
    );
    if (request.order_id !== null) await this.tellCustomer(tx, request, request.order_id, expiresAt);
    await tx.query(`UPDATE customer_answers SET sealed = NULL WHERE request_id = $1`, [request.id]);
    await logRequest(tx, request.id, 'ready', byItself);
  }

  /** Only whoever reads the mail of the order's address has the link; here is its hash. */
  private async tellCustomer(tx: EntityManager, request: RequestRow, orderId: string, expiresAt: Date): Promise<void> {
    const { id: requestId, merchant_id: merchantId } = request;
    const link = randomBytes(LINK_BYTES).toString('base64url');
    await tx.query(`UPDATE customer_requests SET link_sha256 = $2 WHERE id = $1`, [
      ...[requestId, createHash('sha256').update(link).digest()],
    ]);
    const facts = { requestId, orderId, link, expiresAt: expiresAt.toISOString() };
    await this.outbox.append(tx, [draft(CustomerExportReady, { merchantId, key: orderId }, facts)]);
  }

  private fileOf(id: string): string {
    return join(this.config.EXPORT_DIR, `${id}.json`);
  }
}
