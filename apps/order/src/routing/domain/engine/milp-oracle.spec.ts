import { beforeAll, describe, expect, it } from '@jest/globals';
import { aGeneratedOrder, type OrderShape } from '../../../../test/generated-orders.js';
import { bestByMilp, loadHighs, type MilpSolver } from '../../../../test/routing-milp.js';
import { chooseSuppliers } from './choose-suppliers.js';

/**
 * Orders too large to enumerate, against HiGHS, which shares nothing with the engine but the words of the problem.
 * KERVAN_ORACLE_ORDERS asks for more orders of each kind than the daily run has time for.
 */
const ORDERS_EACH = Number(process.env['KERVAN_ORACLE_ORDERS'] ?? 60);

const kinds: [string, OrderShape][] = [
  ['ample stock', { lines: [3, 8], suppliers: [5, 30], scarce: false, steps: false, limits: false }],
  ['scarce stock', { lines: [9, 20], suppliers: [10, 30], scarce: true, steps: false, limits: false }],
  ['parcels priced by weight', { lines: [2, 6], suppliers: [4, 8], scarce: true, steps: true, limits: false }],
  ['limits', { lines: [3, 10], suppliers: [5, 15], scarce: true, steps: false, limits: true }],
  ['every rule at once', { lines: [2, 6], suppliers: [4, 10], scarce: true, steps: true, limits: true }],
];

let solver: MilpSolver;
beforeAll(async () => {
  solver = await loadHighs();
});

describe('an independent integer programming solver', () => {
  it.each(kinds)(
    'finds no better plan, with %s',
    (_, shape) => {
      for (let seed = 1; seed <= ORDERS_EACH; seed += 1) {
        const problem = aGeneratedOrder(seed, shape);
        const { unfilledUnits, costMinor, proven } = chooseSuppliers(problem);

        expect({ seed, proven, unfilledUnits, costMinor }).toEqual({
          seed,
          proven: true,
          ...bestByMilp(solver, problem),
        });
      }
    },
    ORDERS_EACH * 10_000,
  );
});
