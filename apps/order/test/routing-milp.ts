import highs from 'highs';
import type { RoutingProblem } from '../src/routing/domain/engine/routing-problem.js';

/** What an integer programme in CPLEX LP format minimises: unfilled units, or money with those given. */
export type MilpGoal =
  { readonly minimise: 'unfilled' } | { readonly minimise: 'money'; readonly unfilledUnits: number };

/**
 * The problem as a mixed-integer linear programme, written from the words of the problem and with nothing in common
 * with the engine. x are units per offer, y who is open, z which weight step, w who gives a line that may not be split.
 */
export function asMilp(problem: RoutingProblem, goal: MilpGoal): string {
  const rows: string[] = [];
  const bounds: string[] = [];
  const integers: string[] = [];
  const binaries: string[] = [];
  const money: string[] = [];
  const offers = problem.offers.map((offer, index) => ({ ...offer, name: `x${String(index)}` }));
  const lineOf = new Map(problem.lines.map((line) => [line.id, line]));
  const sum = (terms: readonly string[]): string => (terms.length === 0 ? '0 zero' : terms.join(' + '));

  offers.forEach(({ name, available, unitCostMinor, line }) => {
    const most = Math.min(available, lineOf.get(line)!.quantity);
    bounds.push(`0 <= ${name} <= ${String(most)}`);
    integers.push(name);
    money.push(`${String(unitCostMinor)} ${name}`);
  });
  problem.suppliers.forEach((supplier, index) => {
    const own = offers.filter((offer) => offer.supplier === supplier.id);
    if (own.length === 0) return;
    const y = `y${String(index)}`;
    binaries.push(y);
    if (!supplier.alreadyOpen) money.push(`${String(supplier.parcelFixedMinor)} ${y}`);
    for (const { name, available, line } of own)
      rows.push(`${name} - ${String(Math.min(available, lineOf.get(line)!.quantity))} ${y} <= 0`);
    const goods = sum(own.map(({ name, unitCostMinor }) => `${String(unitCostMinor)} ${name}`));
    if (supplier.minOrderMinor > 0) rows.push(`${goods} - ${String(supplier.minOrderMinor)} ${y} >= 0`);
    if (!supplier.parcelSteps) return;
    const grams = sum(own.map(({ name, line }) => `${String(lineOf.get(line)!.weightGrams)} ${name}`));
    const z = supplier.parcelSteps.map((_, step) => `z${String(index)}_${String(step)}`);
    binaries.push(...z);
    rows.push(`${sum(z)} - ${y} = 0`);
    rows.push(
      [grams, ...supplier.parcelSteps.map(({ upToGrams }, at) => `${String(upToGrams)} ${z[at]!}`)].join(' - ') +
        ' <= 0',
    );
    const above = supplier.parcelSteps
      .slice(0, -1)
      .map(({ upToGrams }, at) => `${String(upToGrams + 1)} ${z[at + 1]!}`);
    if (above.length > 0) rows.push([grams, ...above].join(' - ') + ' >= 0');
    money.push(...supplier.parcelSteps.map(({ costMinor }, at) => `${String(costMinor)} ${z[at]!}`));
  });
  problem.lines.forEach((line, index) => {
    const own = offers.filter((offer) => offer.line === line.id);
    const r = `r${String(index)}`;
    bounds.push(`0 <= ${r} <= ${String(line.quantity)}`);
    rows.push(`${sum([...own.map(({ name }) => name), r])} = ${String(line.quantity)}`);
    if (!problem.unsplittableLines.includes(line.id)) return;
    const givers = [...new Set(own.map((offer) => offer.supplier))];
    givers.forEach((supplier, at) => {
      const w = `w${String(index)}_${String(at)}`;
      binaries.push(w);
      const units = sum(own.filter((offer) => offer.supplier === supplier).map(({ name }) => name));
      rows.push(`${units} - ${String(line.quantity)} ${w} <= 0`);
    });
    if (givers.length > 0) rows.push(`${sum(givers.map((_, at) => `w${String(index)}_${String(at)}`))} <= 1`);
  });
  if (problem.parcelsMax !== null)
    rows.push(`${sum(binaries.filter((name) => name.startsWith('y')))} <= ${String(problem.parcelsMax)}`);
  const unfilled = sum(problem.lines.map((_, index) => `r${String(index)}`));
  if (goal.minimise === 'money') rows.push(`${unfilled} = ${String(goal.unfilledUnits)}`);
  return [
    'Minimize',
    ` obj: ${goal.minimise === 'money' ? sum(money) : unfilled}`,
    'Subject To',
    ...rows.map((row, index) => ` c${String(index)}: ${row}`),
    'Bounds',
    ...bounds.map((bound) => ` ${bound}`),
    ' zero = 0',
    'General',
    ` ${integers.join(' ')}`,
    'Binary',
    ` ${binaries.join(' ')}`,
    'End',
  ].join('\n');
}

export interface MilpSolver {
  solve(model: string, options: Record<string, unknown>): { Status: string; ObjectiveValue: number };
}

/** Its types describe a CommonJS namespace, its default export is the loader. */
export const loadHighs = (): Promise<MilpSolver> => (highs as unknown as () => Promise<MilpSolver>)();

/** Optimum by an independent solver: fewest unfilled units, then least cost. */
export function bestByMilp(solver: MilpSolver, problem: RoutingProblem): { unfilledUnits: number; costMinor: number } {
  const optimum = (goal: MilpGoal): number => {
    const { Status, ObjectiveValue } = solver.solve(asMilp(problem, goal), {
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: 0.5,
    });
    if (Status !== 'Optimal') throw new Error(`The oracle answered ${Status}`);
    return Math.round(ObjectiveValue);
  };
  const unfilledUnits = optimum({ minimise: 'unfilled' });
  return { unfilledUnits, costMinor: optimum({ minimise: 'money', unfilledUnits }) };
}
