import type { TrafficReason } from '#contracts';
import type { Estimate } from './estimate.js';

/** How much of the traffic an offer gets, and what has to come before that changes. */
export interface TrafficShare {
  /** Thousandths of the orders that may consider it; 1000: all. */
  readonly permille: number;
  /** `YYYY-MM-DD` of the last change; null while there was none. */
  readonly since: string | null;
  /** Units that had been delivered at the last change. */
  readonly unitsThen: number;
  /** Of the last change. */
  readonly reason: TrafficReason | null;
}

export interface CanaryRule {
  readonly enabled: boolean;
  /** Traffic is taken away while even the lower end of the interval of problems is above so many thousandths. */
  readonly thresholdPermille: number;
  /** Shares below all traffic, from the largest to the smallest; never nothing, or nobody would see it mend. */
  readonly stepsPermille: readonly number[];
  /** Units that have to be delivered between two steps. */
  readonly probationUnits: number;
}

export const ALL_TRAFFIC: TrafficShare = { permille: 1000, since: null, unitsThen: 0, reason: null };

export interface TrafficEvidence {
  readonly problems: Estimate;
  /** Units delivered so far. */
  readonly units: number;
  /** Days after which what was seen counts half: without any news for so long, nobody is held to it. */
  readonly halfLifeDays: number;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

const DAY_MS = 86_400_000;

/**
 * The share after new evidence: one step down on bad signs, one step up on good ones, each only when enough of the
 * orders that still go there have been seen since the step before. In between, where the interval holds the
 * threshold, it stays: a share that flutters tells nobody anything.
 */
export function nextTrafficShare(now: TrafficShare, evidence: TrafficEvidence, rule: CanaryRule): TrafficShare {
  if (!rule.enabled) return now.permille === 1000 ? now : moved(1000, evidence, 'GOOD_SIGNS');
  const { problems, units } = evidence;
  const isSeen = now.since === null || units - now.unitsThen >= rule.probationUnits;
  const { below, above } = neighbours(now.permille, rule);
  if (problems.lowPermille > rule.thresholdPermille)
    return isSeen && below !== undefined ? moved(below, evidence, 'BAD_SIGNS') : now;
  if (above === undefined || problems.permille > rule.thresholdPermille) return now;
  if (isSeen) return moved(above, evidence, 'GOOD_SIGNS');
  return isForgotten(now, evidence) ? moved(above, evidence, 'EVIDENCE_FADED') : now;
}

/** The steps beside a share. A policy may have changed them: it stands on the nearest that is no larger. */
function neighbours(permille: number, rule: CanaryRule): { below: number | undefined; above: number | undefined } {
  const steps = [1000, ...rule.stepsPermille];
  const found = steps.findIndex((step) => step <= permille);
  const at = found === -1 ? steps.length - 1 : found;
  return { below: steps[at + 1], above: steps[at - 1] };
}

/** Whether nothing that would count was heard for a half-life. */
const isForgotten = ({ since }: TrafficShare, { today, halfLifeDays }: TrafficEvidence): boolean =>
  since !== null && Date.parse(today) - Date.parse(since) >= halfLifeDays * DAY_MS;

const moved = (permille: number, { units, today }: TrafficEvidence, reason: TrafficReason): TrafficShare => ({
  permille,
  since: today,
  unitsThen: units,
  reason,
});

/**
 * Whether an order is among those that may consider a held-back offer: the same order always is or never is, and of
 * many orders the given share is.
 */
export function isAdmitted(orderId: string, supplierId: string, sku: string, permille: number): boolean {
  return permille >= 1000 || hashOf(`${orderId} ${supplierId} ${sku}`) % 1000 < permille;
}

/** FNV-1a with the finaliser of MurmurHash3, which spreads neighbouring ids. Never changed: replays depend on it. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
