import { afterEach, describe, expect, it } from '@jest/globals';
import { anInput, anOffer, aSupplier, aUnit } from '../../test/routing-inputs.js';
import { DecisionThreads, isLaborious } from './decision-threads.js';
import { decideRouting } from './domain/decide-routing.js';
import type { RoutingInput } from './domain/routing-input.js';

/** An order with an offer of every supplier for every line. */
const anOrderOf = (lines: number, suppliers: number): RoutingInput => {
  const [skus, codes] = [lines, suppliers].map((count) => Array.from({ length: count }, (_, at) => `n${at}`)) as [
    string[],
    string[],
  ];
  return anInput({
    units: skus.map((sku) => aUnit(sku, 2)),
    suppliers: codes.map((code) => aSupplier(code)),
    offers: skus.flatMap((sku, line) =>
      codes.map((code, at) => anOffer(code, sku, { unitCostMinor: 400 + ((line * 31 + at * 17) % 97) })),
    ),
  });
};

let threads = new DecisionThreads();
afterEach(async () => {
  await threads.onApplicationShutdown();
  threads = new DecisionThreads();
});

describe('deciding on threads', () => {
  it('keeps small orders on the spot and gives large ones away', () => {
    expect([isLaborious(anOrderOf(3, 5)), isLaborious(anOrderOf(12, 12))]).toEqual([false, true]);
  });

  it('decides the same there as here, for more orders at once than there are threads', async () => {
    const inputs = [
      anOrderOf(12, 12),
      anOrderOf(2, 2),
      ...Array.from({ length: 8 }, (_, at) => anOrderOf(11 + at, 11)),
    ];

    const decisions = await Promise.all(inputs.map((input) => threads.decide(input)));

    expect(decisions).toEqual(inputs.map(decideRouting));
  });

  it('rejects what cannot be decided with the error itself, and goes on', async () => {
    const broken = { ...anOrderOf(12, 12), units: null } as unknown as RoutingInput;

    await expect(threads.decide(broken)).rejects.toThrow(TypeError);
    await expect(threads.decide(anOrderOf(12, 12))).resolves.toEqual(decideRouting(anOrderOf(12, 12)));
  });

  it('makes every decision that was asked for before it stops', async () => {
    const asked = Array.from({ length: 6 }, () => threads.decide(anOrderOf(12, 12)));

    await threads.onApplicationShutdown();

    expect(new Set((await Promise.all(asked)).map(({ costMinor }) => costMinor)).size).toBe(1);
    await expect(threads.decide(anOrderOf(12, 12))).resolves.toBeDefined();
  });
});
