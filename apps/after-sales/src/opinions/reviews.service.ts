import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ReviewAnswered, ReviewModerated, ReviewSubmitted } from '#contracts';
import { draft, Outbox } from '#messaging';
import { OrdersService } from '../orders/orders.service.js';
import { readComment } from './domain/sentiment.js';
import { notReviewable, reviewNotFound, reviewState } from './opinion.errors.js';

export interface ReviewRow {
  readonly id: string;
  readonly merchant_id: string;
  readonly order_id: string;
  /** The number by which people call the order. */
  readonly external_id: string;
  readonly order_line_id: string;
  readonly sku: string;
  readonly rating: number;
  readonly text: string;
  readonly sentiment: string;
  readonly topics: readonly string[];
  readonly status: 'submitted' | 'published' | 'rejected';
  readonly reason: string | null;
  readonly answer: string | null;
  readonly submitted_at: Date;
}

const COLUMNS = `*, (SELECT external_id FROM orders o WHERE o.order_id = reviews.order_id) AS external_id`;

/** Nulls: any. */
export interface ReviewFilter {
  readonly merchantId: string | null;
  readonly status: ReviewRow['status'] | null;
  readonly sku: string | null;
  readonly beforeId: string | null;
  readonly limit: number;
}

/** What customers write about goods: seen by others when a person has let it. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    private readonly outbox: Outbox,
  ) {}

  /** Of goods that came, each line once. @throws notReviewable */
  submit(
    scope: { orderId: string; merchantId: string },
    review: { lineId: string; rating: number; text: string },
  ): Promise<ReviewRow> {
    return this.dataSource.transaction(async (tx) => {
      const order = await this.orders.holdOrder(tx, scope);
      const line = order.lines.find(({ lineId }) => lineId === review.lineId);
      const hasCome = order.parcels.some(
        ({ deliveredAt, lines }) =>
          deliveredAt !== null && lines.some(({ orderLineId }) => orderLineId === review.lineId),
      );
      if (!line || !hasCome) throw notReviewable();
      const { sentiment, topics } = readComment(review.text);
      const rows = await tx.query<ReviewRow[]>(
        `INSERT INTO reviews (id, merchant_id, order_id, order_line_id, sku, rating, text, sentiment, topics, status)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'submitted') ON CONFLICT (order_line_id) DO NOTHING RETURNING ${COLUMNS}`,
        [
          uuidv7(),
          order.merchantId,
          order.orderId,
          line.lineId,
          line.sku,
          review.rating,
          review.text,
          sentiment,
          topics,
        ],
      );
      const [row] = rows;
      if (!row) throw notReviewable();
      const about = { reviewId: row.id, orderId: order.orderId, orderLineId: line.lineId, sku: line.sku };
      const facts = { ...about, rating: review.rating, sentiment, topics, submittedAt: row.submitted_at.toISOString() };
      await this.outbox.append(tx, [draft(ReviewSubmitted, placeOf(row), facts)]);
      return row;
    });
  }

  /** A person lets it be seen, or not; what was decided can be decided anew. The same again changes nothing. */
  moderate(
    id: string,
    merchantId: string | null,
    { decision, reason }: { decision: 'published' | 'rejected'; reason: string | null },
  ): Promise<ReviewRow> {
    return this.dataSource.transaction(async (tx) => {
      const [rows] = await tx.query<[ReviewRow[], number]>(
        `UPDATE reviews SET status = $3, reason = $4
         WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) AND status <> $3 RETURNING ${COLUMNS}`,
        [id, merchantId, decision, reason],
      );
      const [row] = rows;
      if (!row) return this.one(id, merchantId);
      const data = { reviewId: id, orderId: row.order_id, sku: row.sku, decision, reason };
      await this.outbox.append(tx, [draft(ReviewModerated, placeOf(row), data)]);
      return row;
    });
  }

  /** The merchant answers where others can read it. @throws reviewState */
  answer(id: string, merchantId: string | null, text: string): Promise<ReviewRow> {
    return this.dataSource.transaction(async (tx) => {
      const { status } = await this.one(id, merchantId);
      if (status !== 'published') throw reviewState();
      const [rows] = await tx.query<[ReviewRow[], number]>(
        `UPDATE reviews SET answer = $2 WHERE id = $1 AND answer IS DISTINCT FROM $2 RETURNING ${COLUMNS}`,
        [id, text],
      );
      const [row] = rows;
      if (!row) return this.one(id, merchantId);
      const data = { reviewId: id, orderId: row.order_id, sku: row.sku };
      await this.outbox.append(tx, [draft(ReviewAnswered, placeOf(row), data)]);
      return row;
    });
  }

  /** Newest first. */
  find({ merchantId, status, sku, beforeId, limit }: ReviewFilter): Promise<ReviewRow[]> {
    return this.dataSource.query<ReviewRow[]>(
      `SELECT ${COLUMNS} FROM reviews WHERE ($1::uuid IS NULL OR merchant_id = $1) AND ($2::text IS NULL OR status = $2)
         AND ($3::text IS NULL OR sku = $3) AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`,
      [merchantId, status, sku, beforeId, limit],
    );
  }

  private async one(id: string, merchantId: string | null): Promise<ReviewRow> {
    const [row] = await this.dataSource.query<ReviewRow[]>(
      `SELECT ${COLUMNS} FROM reviews WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    if (!row) throw reviewNotFound(id);
    return row;
  }
}

const placeOf = (row: ReviewRow) => ({ merchantId: row.merchant_id, key: row.order_id });
