import type { PolicyExperience } from '../../routing/domain/policy/routing-policy.js';
import { added, estimateOf, shrunkShare, without, type Belief, type Estimate, type Tally } from './estimate.js';
import type { ExperienceFigure, FigureScope, WeighedShares } from './figure.js';
import { ALL_TRAFFIC, nextTrafficShare } from './traffic-share.js';

/** What was counted of one supplier's SKU on one lane, the old days counting less. */
export interface ExperienceCounts {
  readonly supplierId: string;
  readonly sku: string;
  readonly lane: string;
  readonly delivered: number;
  readonly late: number;
  readonly problems: number;
  /** In units: refunds ÷ price, credit notes ÷ cost. */
  readonly refunded: number;
  readonly credited: number;
  readonly scored: number;
  readonly dissatisfied: number;
  /** Units delivered, the old ones counting whole. */
  readonly deliveredInAll: number;
}

/** Whose figure, as one word. */
export const figureKey = (supplierId: string, scope: FigureScope, key: string): string =>
  `${supplierId} ${scope} ${key}`;

/** In the place of a supplier where a figure is about all of them. */
export const EVERYBODY = '00000000-0000-0000-0000-000000000000';

export interface NextFigure {
  readonly supplierId: string;
  readonly scope: FigureScope;
  readonly key: string;
  readonly figure: Omit<ExperienceFigure, 'version' | 'computedAt'>;
}

interface Sums {
  readonly problems: Tally;
  readonly late: Tally;
  readonly dissatisfied: Tally;
  readonly refunded: number;
  readonly credited: number;
  readonly deliveredInAll: number;
}

interface Level {
  readonly supplierId: string;
  readonly scope: FigureScope;
  readonly key: string;
  readonly own: Sums;
  readonly beliefs: Beliefs;
}

interface Beliefs {
  readonly problems: Belief;
  readonly late: Belief;
  readonly dissatisfied: Belief;
}

const estimates = ['problems', 'late', 'dissatisfied'] as const;
const MILLION = 1_000_000;

/**
 * Figures of a merchant's suppliers from what was counted; none while nothing has gone wrong yet, so that nobody is
 * judged by a belief alone. Each level believes of a part what the rest of the level shows: one SKU what the
 * supplier's other SKUs do, a supplier what the other suppliers do, and all what the policy says.
 * @param former the figures so far, by {@link figureKey}.
 * @param today `YYYY-MM-DD`.
 */
export function nextFigures(
  counts: readonly ExperienceCounts[],
  former: ReadonlyMap<string, ExperienceFigure>,
  policy: PolicyExperience,
  today: string,
): NextFigure[] {
  const all = sumOf(counts);
  if (estimates.every((name) => all[name].events === 0)) return [];
  return levelsOf(counts, all, policy).map(({ supplierId, scope, key, own, beliefs }) => ({
    ...{ supplierId, scope, key },
    figure: figureOf(own, beliefs, former.get(figureKey(supplierId, scope, key)), {
      ...{ policy, today },
      movesTraffic: scope === 'sku',
    }),
  }));
}

function levelsOf(counts: readonly ExperienceCounts[], all: Sums, policy: PolicyExperience): Level[] {
  const first = firstBeliefs(policy);
  const suppliers = [...new Set(counts.map(({ supplierId }) => supplierId))].sort();
  return [
    { supplierId: EVERYBODY, scope: 'all', key: '', own: all, beliefs: first },
    ...suppliers.flatMap((supplierId) => {
      const ofSupplier = counts.filter((each) => each.supplierId === supplierId);
      const own = sumOf(ofSupplier);
      const beliefs = beliefsFrom(all, own, first, policy.supplierCases);
      const parts = (scope: 'sku' | 'lane'): Level[] =>
        [...new Set(ofSupplier.map((each) => each[scope]))]
          .filter(isNamed)
          .sort()
          .map((key) => {
            const part = sumOf(ofSupplier.filter((each) => each[scope] === key));
            return { supplierId, scope, key, own: part, beliefs: beliefsFrom(own, part, beliefs, policy.skuCases) };
          });
      return [{ supplierId, scope: 'supplier' as const, key: '', own, beliefs }, ...parts('sku'), ...parts('lane')];
    }),
  ];
}

const firstBeliefs = (policy: PolicyExperience): Beliefs => ({
  problems: { share: policy.problemPriorPermille / 1000, cases: policy.supplierCases },
  late: { share: policy.latePriorPermille / 1000, cases: policy.supplierCases },
  dissatisfied: { share: policy.dissatisfiedPriorPermille / 1000, cases: policy.supplierCases },
});

/** What the rest of a level, seen with the belief that the level itself had, says of one of its parts. */
function beliefsFrom(level: Sums, part: Sums, ofLevel: Beliefs, cases: number): Beliefs {
  const belief = (name: keyof Beliefs): Belief => ({
    share: shrunkShare(without(level[name], part[name]), ofLevel[name]),
    cases,
  });
  return { problems: belief('problems'), late: belief('late'), dissatisfied: belief('dissatisfied') };
}

function sumOf(counts: readonly ExperienceCounts[]): Sums {
  const tally = (cases: keyof ExperienceCounts, events: keyof ExperienceCounts): Tally =>
    counts.reduce((sum, each) => added(sum, { cases: Number(each[cases]), events: Number(each[events]) }), {
      cases: 0,
      events: 0,
    });
  const total = (name: 'refunded' | 'credited' | 'deliveredInAll'): number =>
    counts.reduce((sum, each) => sum + each[name], 0);
  return {
    problems: tally('delivered', 'problems'),
    late: tally('delivered', 'late'),
    dissatisfied: tally('scored', 'dissatisfied'),
    refunded: total('refunded'),
    credited: total('credited'),
    deliveredInAll: total('deliveredInAll'),
  };
}

interface FigureContext {
  readonly policy: PolicyExperience;
  readonly today: string;
  readonly movesTraffic: boolean;
}

function figureOf(
  own: Sums,
  beliefs: Beliefs,
  former: ExperienceFigure | undefined,
  { policy, today, movesTraffic }: FigureContext,
): NextFigure['figure'] {
  const of = (name: keyof Beliefs): Estimate => estimateOf(own[name], beliefs[name]);
  const [problems, late, dissatisfied] = [of('problems'), of('late'), of('dissatisfied')];
  const worth = policy.skuCases;
  // The refund of a problem is shrunk to the policy's word, not to other suppliers': a problem that was not refunded
  // yet then never makes anybody cheaper.
  const perProblem = (own.refunded + (worth * policy.refundPriorPermille) / 1000) / (own.problems.events + worth);
  const seen = Math.max(own.problems.cases, own.problems.events);
  const credit = Math.min(1, own.credited / (seen + worth));
  const share = shrunkShare(own.problems, beliefs.problems);
  const believed: WeighedShares = {
    problems: ppm(share),
    refund: ppm(share * perProblem),
    credit: ppm(credit),
    late: ppm(shrunkShare(own.late, beliefs.late)),
    dissatisfied: ppm(shrunkShare(own.dissatisfied, beliefs.dissatisfied)),
  };
  const dayStart = dayStartOf(former, beliefs, policy, today);
  const traffic = movesTraffic
    ? nextTrafficShare(
        former?.traffic ?? ALL_TRAFFIC,
        { problems, units: own.deliveredInAll, halfLifeDays: policy.halfLifeDays, today },
        { ...policy.canary, enabled: policy.enabled && policy.canary.enabled },
      )
    : ALL_TRAFFIC;
  return {
    ...{ problems, late, dissatisfied },
    refundPermille: Math.round(1000 * perProblem),
    creditPermille: Math.round(1000 * credit),
    weighed: limited(believed, dayStart, policy.dailyChangePermille * 1000),
    dayStart: { day: today, weighed: dayStart },
    traffic,
  };
}

/** Where today's movement is counted from: the last figure of a day before, or what was believed before any. */
function dayStartOf(
  former: ExperienceFigure | undefined,
  beliefs: Beliefs,
  policy: PolicyExperience,
  today: string,
): WeighedShares {
  if (former) return former.dayStart.day === today ? former.dayStart.weighed : former.weighed;
  return {
    problems: ppm(beliefs.problems.share),
    refund: ppm((beliefs.problems.share * policy.refundPriorPermille) / 1000),
    credit: 0,
    late: ppm(beliefs.late.share),
    dissatisfied: ppm(beliefs.dissatisfied.share),
  };
}

/** Each share within so much of where it stood. */
function limited(believed: WeighedShares, from: WeighedShares, by: number): WeighedShares {
  const within = (name: keyof WeighedShares): number =>
    Math.max(from[name] - by, Math.min(from[name] + by, believed[name]));
  return {
    problems: within('problems'),
    refund: within('refund'),
    credit: within('credit'),
    late: within('late'),
    dissatisfied: within('dissatisfied'),
  };
}

/** What is said of a supplier without a SKU counts for the supplier alone. */
const isNamed = (key: string): boolean => key !== '';

const ppm = (share: number): number => Math.round(MILLION * share);
