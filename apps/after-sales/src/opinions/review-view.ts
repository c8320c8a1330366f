import type { ReviewRow } from './reviews.service.js';

export type ReviewView = ReturnType<typeof reviewOf>;

/** A review as the outside sees it. */
export const reviewOf = (row: ReviewRow) => ({
  ...{
    id: row.id,
    orderId: row.order_id,
    externalId: row.external_id,
    lineId: row.order_line_id,
    sku: row.sku,
    rating: row.rating,
  },
  ...{ text: row.text, sentiment: row.sentiment, topics: row.topics, status: row.status },
  ...{ reason: row.reason, answer: row.answer, submittedAt: row.submitted_at.toISOString() },
});
