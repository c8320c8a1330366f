import { solve as solveYalps, type Model } from 'yalps';
import type { RoutingProblem } from '../../apps/order/src/routing/domain/engine/routing-problem.js';

/** The cost that YALPS, a simplex and branch-and-bound in JavaScript, finds for an order that can be filled whole. */
export function costByYalps(problem: RoutingProblem): number {
  const variables = new Map<string, Map<string, number>>();
  const constraints = new Map<string, { equal?: number; max?: number }>();
  for (const line of problem.lines) constraints.set(`line ${line.id}`, { equal: line.quantity });
  for (const supplier of problem.suppliers)
    variables.set(`open ${supplier.id}`, new Map([['cost', supplier.alreadyOpen ? 0 : supplier.parcelFixedMinor]]));
  for (const offer of problem.offers) {
    const wanted = problem.lines.find((line) => line.id === offer.line)!.quantity;
    const link = `link ${offer.id}`;
    constraints.set(link, { max: 0 });
    variables.get(`open ${offer.supplier}`)!.set(link, -Math.min(offer.available, wanted));
    variables.set(
      `take ${offer.id}`,
      new Map([
        ['cost', offer.unitCostMinor],
        [`line ${offer.line}`, 1],
        [link, 1],
      ]),
    );
  }
  const names = [...variables.keys()];
  const model: Model = {
    direction: 'minimize',
    objective: 'cost',
    constraints,
    variables,
    integers: names.filter((name) => name.startsWith('take')),
    binaries: names.filter((name) => name.startsWith('open')),
  };
  return Math.round(solveYalps(model, { timeout: 10_000 }).result);
}
