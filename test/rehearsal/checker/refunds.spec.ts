import { describe, expect, it } from '@jest/globals';
import type { Ledger } from '../ledger.js';
import type { AfterSalesRows, RefundRow, ReturnRow } from './after-sales-rows.js';
import { wrongRefunds } from './refunds.js';

type Paid = Ledger['refunds'][number];

const line = { id: 'rl', orderLineId: 'l', quantity: 2, supplierId: 's', destination: 'supplier', received: [] };
const returned: ReturnRow = {
  ...{ id: 'return', externalId: 'R-1', channel: 'self_service', status: 'closed', outcome: 'refunded' },
  lines: [line],
};
const refund: RefundRow = { id: 'a', externalId: 'R-1', returnId: 'return', status: 'completed', amountMinor: '500' };
const paid: Paid = {
  ...{ key: 'a', externalOrderId: 'R-1', returnId: 'return', amountMinor: '500', asked: 1 },
  lines: [{ orderLineId: 'l', quantity: 2 }],
};

/** The checker's words about a till and a database. */
function found(
  till: readonly Paid[],
  refunds: readonly RefundRow[],
  returns: readonly ReturnRow[] = [returned],
): string[] {
  const ledger = { refunds: till } as unknown as Ledger;
  const rows = { refunds, returns } as unknown as AfterSalesRows;
  return wrongRefunds(ledger, rows).map(({ kind, detail }) => `${kind}: ${detail}`);
}

describe('the checker of refunds', () => {
  it('is content with one request for each refund', () => {
    expect(found([paid], [refund])).toEqual([]);
  });

  it('finds the second request under the same key', () => {
    expect(found([{ ...paid, asked: 2 }], [refund])).toEqual(['secondRefund: a was asked for 2 times']);
  });

  it('finds the second request for the same units of the same return under another key', () => {
    const second = { ...paid, key: 'b' };
    expect(found([paid, second], [refund, { ...refund, id: 'b' }])).toEqual([
      'secondRefund: return and line return l: 4 units paid back, 2 given back',
    ]);
  });

  it('finds what was due and never asked, what was paid for nobody, and what was paid wrongly', () => {
    expect(found([], [{ ...refund, status: 'requested' }])).toEqual([
      'lost: refund a (requested) was never asked of the store',
    ]);
    expect(found([paid], [])).toEqual([
      'phantom: the store paid a, which nobody decided',
      'lost: return return: nothing was paid back',
    ]);
    expect(found([{ ...paid, amountMinor: '499' }], [refund])).toEqual(['lost: refund a: 499 paid, 500 due']);
    expect(found([paid], [{ ...refund, status: 'requested' }])).toEqual([
      'lost: refund a was paid, and is still requested',
    ]);
  });

  it('leaves what the store refused for good to a person', () => {
    const waiting = { ...returned, status: 'refunding', outcome: null };
    expect(found([], [{ ...refund, status: 'failed' }], [waiting])).toEqual([]);
  });
});
