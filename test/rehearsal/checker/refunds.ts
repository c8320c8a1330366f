import type { Ledger } from '../ledger.js';
import type { AfterSalesRows, ReturnRow } from './after-sales-rows.js';
import type { Anomaly } from './anomaly.js';

/**
 * Every refund that is due was asked of the store exactly once: by its key, by its return, and by the units that were
 * paid back. The till's book is the truth about what was asked.
 */
export function wrongRefunds(ledger: Ledger, { refunds, returns }: AfterSalesRows): Anomaly[] {
  const paid = new Map(ledger.refunds.map((refund) => [refund.key, refund]));
  const known = new Set(refunds.map(({ id }) => id));
  return [
    ...refunds.flatMap(({ id, externalId, status, amountMinor }): Anomaly[] => {
      const entry = paid.get(id);
      if (status === 'failed') return [];
      if (entry === undefined) return lost(externalId, `refund ${id} (${status}) was never asked of the store`);
      if (status !== 'completed') return lost(externalId, `refund ${id} was paid, and is still ${status}`);
      return entry.amountMinor === amountMinor
        ? []
        : lost(externalId, `refund ${id}: ${entry.amountMinor} paid, ${amountMinor} due`);
    }),
    ...ledger.refunds
      .filter(({ key }) => !known.has(key))
      .map(({ key, externalOrderId }): Anomaly => ({
        kind: 'phantom',
        subject: externalOrderId,
        detail: `the store paid ${key}, which nobody decided`,
      })),
    ...askedTwice(ledger.refunds, returns),
    ...returns
      .filter(isDue)
      .flatMap(({ id, externalId }): Anomaly[] =>
        refunds.some(({ returnId }) => returnId === id) ? [] : lost(externalId, `return ${id}: nothing was paid back`),
      ),
  ];
}

const lost = (subject: string, detail: string): Anomaly[] => [{ kind: 'lost', subject, detail }];

/** The shop pays back by itself when all that is expected has come. */
const isDue = ({ status, outcome }: ReturnRow): boolean => status === 'closed' && outcome === 'refunded';

function askedTwice(paid: Ledger['refunds'], returns: readonly ReturnRow[]): Anomaly[] {
  const second = (subject: string, detail: string): Anomaly => ({ kind: 'secondRefund', subject, detail });
  const byKey = paid
    .filter(({ asked }) => asked > 1)
    .map(({ key, asked, externalOrderId }) => second(externalOrderId, `${key} was asked for ${String(asked)} times`));
  const units = new Map<string, { subject: string; quantity: number }>();
  for (const { returnId, externalOrderId: subject, lines } of paid)
    for (const { orderLineId, quantity } of lines) {
      const place = `${returnId ?? ''} ${orderLineId}`;
      units.set(place, { subject, quantity: quantity + (units.get(place)?.quantity ?? 0) });
    }
  const due = new Map<string, number>();
  for (const { id, lines } of returns)
    for (const { orderLineId, quantity } of lines)
      due.set(`${id} ${orderLineId}`, quantity + (due.get(`${id} ${orderLineId}`) ?? 0));
  const byUnits = [...units]
    .filter(([place, { quantity }]) => quantity > (due.get(place) ?? 0))
    .map(([place, { subject, quantity }]) =>
      second(
        subject,
        `return and line ${place}: ${String(quantity)} units paid back, ${String(due.get(place) ?? 0)} given back`,
      ),
    );
  return [...byKey, ...byUnits];
}
