import { seeded } from '../../apps/order/test/routing-instances.js';
import { loadHighs, type MilpSolver } from '../../apps/order/test/routing-milp.js';
import { chooseSuppliers } from '../../apps/order/src/routing/domain/engine/choose-suppliers.js';
import type { RoutingProblem } from '../../apps/order/src/routing/domain/engine/routing-problem.js';
import { scarcitySurcharges } from './scarcity.js';
import { summarise, type Benchmark, type Round } from './benchmark.js';

const ORDERS = 300;
const SKUS = 60;
const SUPPLIERS = 20;
/** Of one to eight lines, and of quantities that go on with 70 % up to five. */
const LINES_MEAN = 4.5;
const QUANTITY_SQUARE_MEAN = [1, 2, 3, 4, 5].reduce(
  (sum, quantity) => sum + quantity ** 2 * (quantity < 5 ? 0.3 : 1) * 0.7 ** (quantity - 1),
  0,
);
const QUANTITY_MEAN = (1 - 0.7 ** 5) / 0.3;
/** Variance over mean of the units of an article: they come in lines of up to five (second moment over mean). */
const QUANTITY_CLUMPING = QUANTITY_SQUARE_MEAN / QUANTITY_MEAN;
const ROUNDS = Number(process.env['KERVAN_BENCH_ROUNDS'] ?? 3);
/** Stock of the whole stream divided by what it wants. */
const SUPPLY_RATIOS = [1.05, 1.2, 1.5, 3] as const;
/** The ratio of the figure that stands for the benchmark: where stock is just enough. */
const TIGHT = 1.05;
/** The last stands for the benchmark. Beyond it rare streams lose: what popularity says of the future is rough. */
const SHARES_PERMILLE = [0, 400, 800] as const;

interface Stream {
  readonly orders: readonly (readonly { readonly sku: number; readonly quantity: number }[])[];
  /** Per article: its suppliers with their all-in unit cost and their stock at the beginning. */
  readonly offers: readonly (readonly { readonly supplier: number; readonly cost: number; readonly stock: number }[])[];
  readonly parcels: readonly number[];
  /** Units of each article that an order wants by its popularity: all that the surcharge is told about the future. */
  readonly rate: readonly number[];
}

/** Orders over a few articles, the popular ones far more often; stock spread by chance over four in ten suppliers. */
function aStream(seed: number, supplyRatio: number): Stream {
  const below = seeded(seed);
  const uniform = (from: number, to: number): number => from + ((to - from) * below(1_000_000)) / 1_000_000;
  const zones = Array.from({ length: SUPPLIERS }, () => below(5));
  const levels = zones.map(() => uniform(0.925, 1.075));
  const popularity = Array.from({ length: SKUS }, (_, sku) => 1 / (1 + sku));
  const popular = popularity.reduce((sum, share) => sum + share, 0);
  const draw = (): number => {
    let at = uniform(0, popular);
    return Math.max(
      0,
      popularity.findIndex((share) => (at -= share) < 0),
    );
  };
  const demand = Array.from({ length: SKUS }, () => 0);
  const orders = Array.from({ length: ORDERS }, () => {
    const wanted = new Map<number, number>();
    for (let line = 1 + below(8); line > 0; line -= 1) {
      let quantity = 1;
      while (quantity < 5 && uniform(0, 1) >= 0.3) quantity += 1;
      wanted.set(draw(), quantity);
    }
    for (const [sku, quantity] of wanted) demand[sku]! += quantity;
    return [...wanted].map(([sku, quantity]) => ({ sku, quantity }));
  });
  const offers = demand.map((wanted) => {
    const normal = Math.sqrt(-2 * Math.log(uniform(1e-6, 1))) * Math.cos(2 * Math.PI * uniform(0, 1));
    const [base, weight] = [15 * Math.exp(0.8 * normal), uniform(0.1, 2)];
    const sure = below(SUPPLIERS);
    const listing = zones.flatMap((_, supplier) => (supplier === sure || uniform(0, 1) < 0.4 ? [supplier] : []));
    const shares = listing.map(() => uniform(0.2, 1));
    const supply = Math.ceil(wanted * supplyRatio);
    const sum = shares.reduce((total, share) => total + share, 0);
    return listing.map((supplier, index) => {
      const price = base * levels[supplier]! * uniform(0.85, 1.15);
      const cost = price + (0.5 + 0.4 * zones[supplier]!) * weight + 0.1 * (1 + 2 * zones[supplier]!);
      return { supplier, cost: Math.round(cost * 100), stock: Math.ceil((supply * shares[index]!) / sum) };
    });
  });
  const rate = popularity.map((share) => (share / popular) * LINES_MEAN * QUANTITY_MEAN);
  return { orders, offers, parcels: zones.map((zone) => Math.round((3 + 1.5 * zone + uniform(0, 2)) * 100)), rate };
}

/** What the stream costs when every order is decided exactly, one after the other. */
function costInTurn(stream: Stream, sharePermille: number): { costMinor: number; unfilled: number; proven: boolean } {
  const stock = stream.offers.map((offers) => offers.map((offer) => offer.stock));
  let costMinor = 0;
  let unfilled = 0;
  let proven = true;
  stream.orders.forEach((order, index) => {
    const problem = problemOf(stream, order, stock, ORDERS - index, sharePermille);
    const solution = chooseSuppliers(problem);
    proven &&= solution.proven;
    unfilled += solution.unfilledUnits;
    const used = new Set(solution.plan.map((take) => take.supplier));
    for (const supplier of used) costMinor += stream.parcels[Number(supplier)]!;
    for (const { line, supplier, quantity } of solution.plan) {
      const sku = Number(line);
      const at = stream.offers[sku]!.findIndex((offer) => offer.supplier === Number(supplier));
      stock[sku]![at]! -= quantity;
      costMinor += quantity * stream.offers[sku]![at]!.cost;
    }
  });
  return { costMinor, unfilled, proven };
}

function problemOf(
  stream: Stream,
  order: Stream['orders'][number],
  stock: readonly (readonly number[])[],
  ordersLeft: number,
  sharePermille: number,
): RoutingProblem {
  const offers = order.flatMap(({ sku }) => {
    const remaining = stream.offers[sku]!.map(({ supplier, cost }, at) => ({
      supplierId: String(supplier),
      unitCostMinor: cost,
      available: stock[sku]![at]!,
    }));
    const expected = stream.rate[sku]! * ordersLeft;
    const surcharges = scarcitySurcharges(remaining, expected, expected * QUANTITY_CLUMPING, sharePermille);
    return remaining.map(({ supplierId, unitCostMinor, available }) => ({
      id: `${String(sku)}/${supplierId}`,
      line: String(sku),
      supplier: supplierId,
      unitCostMinor: unitCostMinor + surcharges.get(supplierId)!,
      available,
    }));
  });
  return {
    lines: order.map(({ sku, quantity }) => ({ id: String(sku), quantity, weightGrams: 0 })),
    suppliers: [...new Set(offers.map((offer) => offer.supplier))].map((id) => ({
      id,
      parcelFixedMinor: stream.parcels[Number(id)]!,
      parcelSteps: null,
      minOrderMinor: 0,
      alreadyOpen: false,
    })),
    offers,
    parcelsMax: null,
    unsplittableLines: [],
  };
}

/** What nobody can beat who knows all orders in advance: the linear relaxation of the whole stream at once. */
function clairvoyantBound(solver: MilpSolver, stream: Stream): number {
  const money: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const taken = stream.offers.map((offers) => offers.map(() => [] as string[]));
  stream.orders.forEach((order, o) => {
    const open = new Set<number>();
    order.forEach(({ sku, quantity }) => {
      const names = stream.offers[sku]!.map(({ supplier, cost, stock }, at) => {
        const name = `x${String(o)}_${String(sku)}_${String(supplier)}`;
        const most = Math.min(stock, quantity);
        money.push(`${String(cost)} ${name}`);
        rows.push(`${name} - ${String(most)} y${String(o)}_${String(supplier)} <= 0`);
        taken[sku]![at]!.push(name);
        open.add(supplier);
        return name;
      });
      rows.push(`${names.join(' + ')} = ${String(quantity)}`);
    });
    for (const supplier of open) {
      const name = `y${String(o)}_${String(supplier)}`;
      money.push(`${String(stream.parcels[supplier]!)} ${name}`);
      bounds.push(`0 <= ${name} <= 1`);
    }
  });
  stream.offers.forEach((offers, sku) =>
    offers.forEach(({ stock }, at) => {
      if (taken[sku]![at]!.length > 0) rows.push(`${taken[sku]![at]!.join(' + ')} <= ${String(stock)}`);
    }),
  );
  const model = [
    'Minimize',
    ` obj: ${money.join('\n + ')}`,
    'Subject To',
    ...rows.map((row, index) => ` c${String(index)}: ${row}`),
    'Bounds',
    ...bounds.map((bound) => ` ${bound}`),
    'End',
  ].join('\n');
  const { Status, ObjectiveValue } = solver.solve(model, { output_flag: false });
  if (Status !== 'Optimal') throw new Error(`The bound came out ${Status}`);
  return ObjectiveValue;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const median = (values: readonly number[]): number =>
  rounded([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN);

/** A stream of orders on limited stock: each order exact by itself, with and without a price on scarce stock. */
export const lookAhead: Benchmark = {
  name: 'look-ahead',
  about: 'per cent above the clairvoyant bound over a stream of 300 orders on limited stock, with a scarcity surcharge',
  async run(report) {
    const solver = await loadHighs();
    const rounds: Round[] = [];
    const ratios: Record<string, unknown> = {};
    for (const ratio of SUPPLY_RATIOS) {
      const gaps = SHARES_PERMILLE.map(() => [] as number[]);
      const closed = SHARES_PERMILLE.map(() => [] as number[]);
      for (let round = 0; round < ROUNDS; round += 1) {
        const stream = aStream(1 + round, ratio);
        const bound = clairvoyantBound(solver, stream);
        const outcomes = SHARES_PERMILLE.map((share) => costInTurn(stream, share));
        if (outcomes.some(({ unfilled, proven }) => unfilled > 0 || !proven))
          throw new Error('An order was not filled');
        const gap = outcomes.map(({ costMinor }) => 100 * (costMinor / bound - 1));
        gap.forEach((value, index) => {
          gaps[index]!.push(value);
          closed[index]!.push((100 * (gap[0]! - value)) / gap[0]!);
        });
        if (ratio === TIGHT) rounds.push({ product: gap.at(-1)!, references: { 'exact per order': gap[0]! } });
        report(
          `supply ÷ demand ${String(ratio)}, seed ${String(1 + round)}: ${gap.map((value) => value.toFixed(2)).join(' / ')} % above the bound`,
        );
      }
      ratios[String(ratio)] = Object.fromEntries(
        SHARES_PERMILLE.map((share, index) => [
          `surcharge ${String(share / 10)} %`,
          {
            gapPercentMedian: median(gaps[index]!),
            closedPercentMedian: median(closed[index]!),
            worstPointsAboveExact: rounded(Math.max(...gaps[index]!.map((value, at) => value - gaps[0]![at]!))),
          },
        ]),
      );
    }
    return summarise('look-ahead', '% above the clairvoyant bound', rounds, { supplyToDemand: ratios });
  },
};
