import { describe, expect, it } from '@jest/globals';
import { aGeneratedOrder } from '../../../../test/generated-orders.js';
import { anInstance, ruledShapes } from '../../../../test/routing-instances.js';
import { bestByEnumeration } from '../../../../test/routing-oracle.js';
import { WhatIf } from './what-if.js';

const INSTANCES_PER_SHAPE = 60;

describe('what if a supplier had to take part', () => {
  it.each(ruledShapes)('costs what trying every plan with it finds, with %s', (_, shape) => {
    for (let seed = 1; seed <= INSTANCES_PER_SHAPE; seed += 1) {
      const problem = anInstance(seed, shape);
      const whatIf = new WhatIf(problem);
      for (const { id } of problem.suppliers) {
        const best = bestByEnumeration(problem, id);

        expect({ seed, id, ...whatIf.withSupplier(id) }).toEqual({ seed, id, ...best, ...(best && { exact: true }) });
      }
    }
  });

  it('gives a true bound and says so when the budget ends first', () => {
    let unsure = 0;
    for (let seed = 1; seed <= 15; seed += 1) {
      const problem = aGeneratedOrder(seed, {
        lines: [5, 8],
        suppliers: [8, 8],
        scarce: true,
        steps: true,
        limits: false,
      });
      const [hasty, patient] = [new WhatIf(problem, 1), new WhatIf(problem, 10_000)];
      for (const { id } of problem.suppliers) {
        const [bound, exact] = [hasty.withSupplier(id), patient.withSupplier(id)];
        expect(exact?.exact ?? true).toBe(true);
        if (bound?.exact === false) unsure += 1;
        if (bound && exact && bound.unfilledUnits === exact.unfilledUnits)
          expect(bound.costMinor).toBeLessThanOrEqual(exact.costMinor);
      }
    }
    expect(unsure).toBeGreaterThan(0);
  });
});
