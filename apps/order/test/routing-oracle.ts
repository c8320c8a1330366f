import type { RoutingProblem } from '../src/routing/domain/engine/routing-problem.js';

export interface OracleAnswer {
  readonly unfilledUnits: number;
  readonly costMinor: number;
}

/**
 * Tries every plan there is, straight from the words of the problem and with nothing in common with the engine.
 * For small problems only.
 */
export function bestByEnumeration(problem: RoutingProblem, mustUse: string | null = null): OracleAnswer | undefined {
  let best: OracleAnswer | undefined;
  const amounts = new Map<number, number>();
  const visit = (index: number): void => {
    const offer = problem.offers[index];
    if (!offer) {
      const answer = worth(problem, amounts, mustUse);
      if (answer && (!best || isLess(answer, best))) best = answer;
      return;
    }
    const wanted = problem.lines.find((line) => line.id === offer.line)!.quantity;
    const given = problem.offers.reduce(
      (sum, other, at) => (at < index && other.line === offer.line ? sum + amounts.get(at)! : sum),
      0,
    );
    for (let amount = 0; amount <= Math.min(offer.available, wanted - given); amount += 1) {
      amounts.set(index, amount);
      visit(index + 1);
    }
    amounts.delete(index);
  };
  visit(0);
  return best;
}

/** What a plan is worth, or undefined when it breaks a rule. */
export function worth(
  problem: RoutingProblem,
  amounts: ReadonlyMap<number, number>,
  mustUse: string | null = null,
): OracleAnswer | undefined {
  const taken = problem.offers
    .map((offer, index) => ({ ...offer, amount: amounts.get(index) ?? 0 }))
    .filter((t) => t.amount > 0);
  const used = new Set(taken.map((take) => take.supplier));
  if (mustUse !== null && !used.has(mustUse)) return undefined;
  if (problem.parcelsMax !== null && used.size > problem.parcelsMax) return undefined;
  for (const line of problem.unsplittableLines) {
    if (new Set(taken.filter((take) => take.line === line).map((take) => take.supplier)).size > 1) return undefined;
  }
  let costMinor = 0;
  for (const id of used) {
    const cost = costAt(problem, id, taken);
    if (cost === undefined) return undefined;
    costMinor += cost;
  }
  const wanted = problem.lines.reduce((sum, line) => sum + line.quantity, 0);
  return { unfilledUnits: wanted - taken.reduce((sum, take) => sum + take.amount, 0), costMinor };
}

type Take = RoutingProblem['offers'][number] & { amount: number };

function costAt(problem: RoutingProblem, id: string, taken: readonly Take[]): number | undefined {
  const supplier = problem.suppliers.find((candidate) => candidate.id === id)!;
  const own = taken.filter((take) => take.supplier === id);
  const goods = own.reduce((sum, take) => sum + take.amount * (take.goodsMinor ?? take.unitCostMinor), 0);
  const grams = own.reduce(
    (sum, take) => sum + take.amount * problem.lines.find((line) => line.id === take.line)!.weightGrams,
    0,
  );
  if (goods < supplier.minOrderMinor) return undefined;
  const units = own.reduce((sum, take) => sum + take.amount * take.unitCostMinor, 0);
  const cost = units + (supplier.alreadyOpen ? 0 : supplier.parcelFixedMinor);
  if (supplier.parcelSteps === null) return cost;
  const step = supplier.parcelSteps.find((candidate) => grams <= candidate.upToGrams);
  return step && cost + step.costMinor;
}

const isLess = (a: OracleAnswer, b: OracleAnswer): boolean =>
  a.unfilledUnits < b.unfilledUnits || (a.unfilledUnits === b.unfilledUnits && a.costMinor < b.costMinor);
