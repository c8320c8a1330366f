import { describe, expect, it, jest } from '@jest/globals';
import { rehearse } from '../rehearsal/rehearsal.js';

jest.setTimeout(900_000);

const ORDERS = 30;

describe('a short rehearsal over real Kafka', () => {
  // `npm run rehearsal -- --faults all` is the long form. Nothing here depends on how fast the machine is.
  it('loses nothing, does nothing twice and keeps order while services die, messages repeat and connections are cut', async () => {
    const result = await rehearse(
      {
        orders: ORDERS,
        seed: 1,
        faults: ['kill', 'duplicate', 'reorder', 'cut'],
        rounds: 1,
        minutes: 14,
        afterSales: true,
      },
      { root: process.cwd(), keep: false, patienceMs: 300_000, report: () => undefined },
    );

    expect(result.anomalies).toEqual([]);
    expect(result).toMatchObject({ orders: ORDERS, accepted: ORDERS, lost: 0, outOfOrder: 0, stuck: 0, weak: false });
    expect(result.faults['kill']).toBeGreaterThan(0);
    expect(result.duplicatesSuppressed).toBeGreaterThan(0);
  });
});
