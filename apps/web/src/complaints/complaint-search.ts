import type { ComplaintFilter } from '../api/complaints.js';

export const shows = ['open', 'late', 'unassigned', 'solved', 'all'] as const;
export type Show = (typeof shows)[number];

/** What narrows the list, as it stands in the address bar. */
export type ComplaintSearch = Partial<Record<'show' | 'type' | 'assignee' | 'supplier' | 'q', string | undefined>>;

/** Which complaints are meant; a word that nobody knows means the open ones. */
export const showOf = ({ show }: ComplaintSearch): Show => shows.find((one) => one === show) ?? 'open';

/** What is open stands by the time that is left, everything else by its age. */
export function filterOf(search: ComplaintSearch): ComplaintFilter {
  const show = showOf(search);
  const { type, assignee, supplier: supplierId, q } = search;
  const narrowed = { type, assignee, supplierId, q };
  if (show === 'all') return narrowed;
  if (show === 'solved') return { ...narrowed, status: 'solved' };
  return {
    ...narrowed,
    order: 'queue',
    ...(show === 'late' ? { late: true } : {}),
    ...(show === 'unassigned' ? { unassigned: true } : {}),
  };
}
