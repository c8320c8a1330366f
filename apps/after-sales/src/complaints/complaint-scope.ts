import type { Actor } from '#platform';
import type { ComplaintScope } from './complaint-rows.js';

/** What somebody may do with a complaint. @param match `If-Match`: a tag that is none of ours matches no revision. */
export const complaintScope = (
  { merchantId, supplierId }: Actor,
  complaintId: string,
  match = '*',
): ComplaintScope => ({
  ...{ complaintId, merchantId, supplierId },
  seen: match.trim() === '*' ? null : Number(/^"(\d{1,9})"$/.exec(match.trim())?.[1] ?? 0),
});
