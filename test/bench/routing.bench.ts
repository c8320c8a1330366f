import { aGeneratedOrder, type OrderShape } from '../../apps/order/test/generated-orders.js';
import { asMilp, loadHighs } from '../../apps/order/test/routing-milp.js';
import { worth } from '../../apps/order/test/routing-oracle.js';
import { chooseSuppliers } from '../../apps/order/src/routing/domain/engine/choose-suppliers.js';
import type { RoutingProblem } from '../../apps/order/src/routing/domain/engine/routing-problem.js';
import { summarise, type Benchmark, type Round } from './benchmark.js';
import { heuristics } from './routing-heuristics.js';
import { costByYalps } from './routing-solvers.js';

/** KERVAN_BENCH_SCALE shrinks or grows every count, for a look in between. */
const SCALE = Number(process.env['KERVAN_BENCH_SCALE'] ?? 1);
const ORDERS_PER_SETTING = Math.ceil(5_000 * SCALE);
const ORDERS_PER_ROUND = Math.ceil(3_000 * SCALE);
const ORDERS_OF_SOLVERS = Math.max(2, Math.ceil(20 * SCALE));
const LARGE_ORDERS = Math.ceil(200 * SCALE);
const ROUNDS = 5;
/** What a caller in the service would wait for at most; then the answer carries its gap. */
const SEARCH_MS_MAX = 1_000;

const small = { lines: [1, 8], suppliers: [5, 30] } as const;
const settings: Readonly<Record<string, OrderShape>> = {
  'ample stock': { ...small, scarce: false, steps: false, limits: false },
  'scarce stock': { ...small, scarce: true, steps: false, limits: false },
  'weight steps': { ...small, scarce: true, steps: true, limits: false },
  limits: { ...small, scarce: true, steps: false, limits: true },
};
const lines8 = { lines: [1, 8], suppliers: [30, 30], scarce: true } as const;
const lines20 = { lines: [20, 20], suppliers: [30, 30], scarce: true } as const;

const ordersOf = (shape: OrderShape, count: number, from = 1): RoutingProblem[] =>
  Array.from({ length: count }, (_, index) => aGeneratedOrder(from + index, shape));

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
const rounded = (value: number, digits = 3): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** How much dearer than the optimum each rule of thumb is, in per cent, where it fills as much. */
function gapsOf(shape: OrderShape): Record<string, unknown> {
  const gaps = new Map(Object.keys(heuristics).map((name) => [name, [] as number[]]));
  const fillsLess = new Map<string, number>();
  const own: number[] = [];
  for (const problem of ordersOf(shape, ORDERS_PER_SETTING)) {
    const best = decide(problem);
    own.push(best.costMinor === 0 ? 0 : (100 * (best.costMinor - best.lowerBoundMinor)) / best.costMinor);
    for (const [name, heuristic] of Object.entries(heuristics)) {
      const taken = heuristic(problem);
      const value = worth(problem, new Map(problem.offers.map((offer, index) => [index, taken.get(offer) ?? 0])));
      if (!value) throw new Error(`${name} broke a rule`);
      if (value.unfilledUnits > best.unfilledUnits) fillsLess.set(name, (fillsLess.get(name) ?? 0) + 1);
      else if (best.costMinor > 0) gaps.get(name)!.push(100 * (value.costMinor / best.costMinor - 1));
    }
  }
  const summary = (values: readonly number[]): Record<string, number> => ({
    mean: rounded(values.reduce((sum, value) => sum + value, 0) / values.length),
    p95: rounded(quantile(values, 0.95)),
    max: rounded(quantile(values, 1)),
  });
  return {
    orders: ORDERS_PER_SETTING,
    engine: summary(own),
    ...Object.fromEntries(
      [...gaps].map(([name, values]) => [
        name,
        { ...summary(values), fillsLessPercent: rounded((100 * (fillsLess.get(name) ?? 0)) / ORDERS_PER_SETTING, 1) },
      ]),
    ),
  };
}

function decide(problem: RoutingProblem): ReturnType<typeof chooseSuppliers> {
  const startedAt = performance.now();
  return chooseSuppliers(problem, {
    nodesMax: Infinity,
    isOver: () => performance.now() - startedAt > SEARCH_MS_MAX,
  });
}

/** Decides each order and tells how long that took. */
function latenciesOf(shape: OrderShape, count: number): Record<string, number> {
  const problems = ordersOf(shape, count);
  for (const problem of problems.slice(0, Math.min(200, count))) decide(problem);
  let proven = 0;
  let worstGap = 0;
  const micros = problems.map((problem) => {
    const startedAt = performance.now();
    const { proven: isProven, costMinor, lowerBoundMinor } = decide(problem);
    if (isProven) proven += 1;
    else worstGap = Math.max(worstGap, 1 - lowerBoundMinor / costMinor);
    return (performance.now() - startedAt) * 1_000;
  });
  return {
    orders: count,
    perSecond: Math.round((1e6 * count) / micros.reduce((sum, value) => sum + value, 0)),
    p50Micros: Math.round(quantile(micros, 0.5)),
    p99Micros: Math.round(quantile(micros, 0.99)),
    maxMicros: Math.round(quantile(micros, 1)),
    provenPercent: rounded((100 * proven) / count, 1),
    worstGapPercent: rounded(100 * worstGap),
  };
}

const perSecond = (count: number, work: () => void): number => {
  const startedAt = performance.now();
  work();
  return (1_000 * count) / (performance.now() - startedAt);
};

/** The routing engine beside two integer programming solvers, and beside rules of thumb. */
export const routing: Benchmark = {
  name: 'routing',
  about: 'decisions per second on one core (1-8 lines × 30 suppliers), gap to the optimum beside rules of thumb',
  async run(report) {
    const highs = await loadHighs();
    const shape: OrderShape = { ...lines8, steps: false, limits: false };
    const problems = ordersOf(shape, ORDERS_PER_ROUND);
    for (const problem of problems.slice(0, 1_000)) chooseSuppliers(problem);
    const rounds: Round[] = [];
    let agree = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const sample = ordersOf(shape, ORDERS_OF_SOLVERS, 1 + round * ORDERS_OF_SOLVERS);
      const ownCosts = sample.map((problem) => chooseSuppliers(problem).costMinor);
      const costs: number[][] = [];
      const product = perSecond(problems.length, () => problems.forEach((problem) => chooseSuppliers(problem)));
      const milp = perSecond(sample.length, () =>
        costs.push(
          sample.map((problem) => {
            const model = asMilp(problem, { minimise: 'money', unfilledUnits: 0 });
            return Math.round(highs.solve(model, { output_flag: false, mip_rel_gap: 0 }).ObjectiveValue);
          }),
        ),
      );
      const yalps = perSecond(sample.length, () => costs.push(sample.map(costByYalps)));
      agree += ownCosts.filter((cost, index) => costs.every((own) => own[index] === cost)).length;
      rounds.push({ product, references: { HiGHS: milp, YALPS: yalps } });
      report(
        `round ${String(round + 1)}: ${product.toFixed(0)}/s, HiGHS ${milp.toFixed(1)}/s, YALPS ${yalps.toFixed(1)}/s`,
      );
    }
    const latencies: Record<string, unknown> = {};
    for (const [size, base, count] of [
      ['1-8 × 30', lines8, ORDERS_PER_ROUND],
      ['20 × 30', lines20, LARGE_ORDERS],
    ] as const) {
      for (const [rules, steps, limits] of [
        ['', false, false],
        [', weight steps', true, false],
        [', limits', false, true],
        [', weight steps and limits', true, true],
      ] as const) {
        latencies[size + rules] = latenciesOf({ ...base, steps, limits }, count);
        report(`${size}${rules}: ${JSON.stringify(latencies[size + rules])}`);
      }
    }
    const gaps: Record<string, unknown> = {};
    for (const [name, setting] of Object.entries(settings)) {
      gaps[name] = gapsOf(setting);
      report(`gap in %, ${name}: ${JSON.stringify(gaps[name])}`);
    }
    return summarise('routing', 'decisions/s', rounds, {
      equalCosts: `${String(agree)} of ${String(ROUNDS * ORDERS_OF_SOLVERS)}`,
      latencies,
      gapPercent: gaps,
    });
  },
};
