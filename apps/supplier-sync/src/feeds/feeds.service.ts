import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { OfferChanged, OfferRemoved } from '#contracts';
import { draft, Outbox } from '#messaging';
import { unprocessable } from '#platform';
import { SupplierSyncConfig } from '../config.js';
import type { Supplier } from '../suppliers/supplier.entity.js';
import { SuppliersService } from '../suppliers/suppliers.service.js';
import { readRow } from './domain/feed-row.js';
import { Feed } from './feed.entity.js';
import type { FeedMode } from './feed.entity.js';
import { UnreadableFeedError } from './feed.errors.js';
import type { FeedFormat } from './feed-format.js';
import { spoolFeed } from './feed-spool.js';
import type { AppliedFeed } from './offer-changes.js';
import { applyStage, changedOffers, compareStage, lateRefusals, removeUnlisted } from './offer-changes.js';
import { openStage, StageWriter } from './offer-staging.js';
import type { Rejection } from './rejections.js';
import { Rejections, REJECTIONS_MAX } from './rejections.js';

/** What came in, before it is read. */
export interface IncomingFeed {
  readonly mode: FeedMode;
  /** When the stock was so, by the sender; null: now. */
  readonly asOf: Date | null;
  readonly format: FeedFormat;
  readonly charset: string | null;
  readonly body: Readable;
}

export interface FeedResult {
  readonly feedId: string;
  readonly rows: number;
  readonly accepted: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly rejected: number;
  readonly rejections: Rejection[];
  readonly asOf: string;
}

/** How far a sender's clock may run ahead. A feed from next year would shut out every honest one until then. */
const CLOCK_AHEAD_MAX_MS = 5 * 60_000;

@Injectable()
export class FeedsService {
  private readonly logger = new Logger(FeedsService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
    private readonly suppliers: SuppliersService,
    private readonly config: SupplierSyncConfig,
  ) {}

  /** Applies a feed completely or not at all. Sent twice, it changes nothing the second time. */
  async takeFeed(supplierId: string, merchantId: string | null, incoming: IncomingFeed): Promise<FeedResult> {
    const supplier = await this.suppliers.getSupplier(supplierId, merchantId);
    const receivedAt = await this.databaseNow();
    const asOf = incoming.asOf ?? receivedAt;
    if (asOf.getTime() > receivedAt.getTime() + CLOCK_AHEAD_MAX_MS) {
      throw unprocessable('AS_OF_IN_FUTURE', 'asOf is in the future; every later feed would be older than this one', [
        { pointer: '/query/asOf', code: 'AS_OF_IN_FUTURE', detail: asOf.toISOString() },
      ]);
    }
    const spooled = await spoolFeed(incoming.body, incoming.charset);
    try {
      return await this.dataSource.transaction((tx) =>
        this.apply(tx, supplier, { ...incoming, asOf, receivedAt, encoding: spooled.encoding }, spooled.text()),
      );
    } finally {
      await spooled.remove();
    }
  }

  private async apply(
    tx: EntityManager,
    supplier: Supplier,
    incoming: Omit<IncomingFeed, 'asOf'> & { asOf: Date; receivedAt: Date; encoding: string },
    text: AsyncGenerator<string>,
  ): Promise<FeedResult> {
    const rejections = new Rejections(incoming.format.name === 'csv');
    const rows = await stageRows(tx, incoming.format.rows(text), supplier.currency, rejections);

    // From here on one feed of a supplier at a time: each compares with what the one before left.
    await this.suppliers.lockSupplier(tx, supplier.id);
    const feed = this.appliedFeed(supplier, incoming.asOf);
    await compareStage(tx, feed);
    const refusals = await lateRefusals(tx, REJECTIONS_MAX);
    const counts = await applyStage(tx, feed);
    const { changed = 0, unchanged = 0, refreshed = 0, stale = 0, costless = 0 } = counts;
    const accepted = changed + unchanged + refreshed + stale;
    rejections.addCounted(refusals, rows - rejections.rejected - accepted);
    const removed = await this.publish(tx, feed, incoming.mode === 'full' && accepted > 0);
    if (stale > 0 || costless > 0) this.logger.log({ feedId: feed.feedId, supplierId: supplier.id, stale, costless });

    // A feed of which nothing could be taken says nothing of the stock.
    if (accepted > 0) await this.suppliers.noteFeed(tx, supplier.id, incoming.asOf);

    const result = { rows, accepted, changed, unchanged: unchanged + refreshed + stale, removed };
    const { rejected } = rejections;
    await tx.insert(Feed, {
      ...result,
      rejected,
      id: feed.feedId,
      merchantId: supplier.merchantId,
      supplierId: supplier.id,
      mode: incoming.mode,
      format: incoming.format.name,
      encoding: incoming.encoding,
      asOf: incoming.asOf,
      receivedAt: incoming.receivedAt,
    });
    return { feedId: feed.feedId, ...result, rejected, rejections: rejections.list(), asOf: feed.asOf.toISOString() };
  }

  /** Tells of every changed offer. A full feed without one good row removes nothing: it is a mistake, not an end. */
  private async publish(tx: EntityManager, feed: AppliedFeed, removes: boolean): Promise<number> {
    const at = (offerId: string) => ({ merchantId: feed.merchantId, key: offerId });
    for await (const offers of changedOffers(tx, feed)) {
      await this.outbox.append(
        tx,
        offers.map((offer) => draft(OfferChanged, at(offer.offerId), offer)),
      );
    }
    if (!removes) return 0;
    const removed = await removeUnlisted(tx, feed);
    if (removed.length > 0) {
      await this.outbox.append(
        tx,
        removed.map((offer) => draft(OfferRemoved, at(offer.offerId), offer)),
      );
    }
    return removed.length;
  }

  private appliedFeed(supplier: Supplier, asOf: Date): AppliedFeed {
    return {
      feedId: uuidv7(),
      merchantId: supplier.merchantId,
      supplierId: supplier.id,
      currency: supplier.currency,
      leadTimeDays: supplier.leadTimeDays,
      asOf,
      refreshSeconds: this.config.OFFER_REFRESH_SECONDS,
    };
  }

  private async databaseNow(): Promise<Date> {
    const rows = await this.dataSource.query<{ now: Date }[]>('SELECT now()::timestamptz(3) AS now');
    return rows[0]?.now ?? new Date();
  }
}

async function stageRows(
  tx: EntityManager,
  rows: ReturnType<FeedFormat['rows']>,
  currency: string,
  rejections: Rejections,
): Promise<number> {
  await openStage(tx);
  const stage = new StageWriter(tx);
  let count = 0;
  for await (const raw of rows) {
    count += 1;
    const row = readRow(raw, currency);
    if (!('code' in row)) {
      await stage.add(row);
      continue;
    }
    rejections.add(row);
    if (row.supplierSku !== null) await stage.mention(row.row, row.supplierSku);
  }
  await stage.flush();
  // An empty list is more often a failed export than a supplier that has nothing left.
  if (count === 0) throw new UnreadableFeedError('FEED_EMPTY', 'The feed has no row');
  return count;
}
