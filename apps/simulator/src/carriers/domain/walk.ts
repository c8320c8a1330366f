import type { MisbehaviourRates } from '../../world/domain/misbehaviour.js';
import { Rng } from '../../world/domain/rng.js';

/** A carrier's word about a parcel. Hours of simulated life, counted from the moment the parcel left. */
export interface WalkStep {
  eventId: string;
  status: string;
  occurredAfterHours: number;
  /** When it is told; may be long after it happened, and after later steps were told. */
  toldAfterHours: number;
  /** How often it is told. */
  copies: 1 | 2;
  description: string;
  place: string;
}

export interface WalkRequest {
  seed: string;
  rates: MisbehaviourRates;
  /** Share of parcels that are lost, and whether half of those stay so: what goes to a customer is found again. */
  losses?: { readonly rate: number; readonly forGood: boolean };
  trackingNumber: string;
  from: string;
  to: string;
}

/** A lost parcel turns up again after so long. */
const LOST_HOURS = 36;
/** How long a carrier that goes silent says nothing; then it goes on as if nothing had been. */
const SILENCE_HOURS = 120;
const ATTEMPT_FAILS = 0.08;

/** Every step of a parcel, from seed and tracking number alone. */
export function planWalk(request: WalkRequest): WalkStep[] {
  const { seed, rates, trackingNumber } = request;
  const stream = (topic: string): Rng => Rng.of(seed, 'walk', trackingNumber, topic);
  const steps = getLost(request, route(request, stream('route')), stream('lost'));
  stayLate(steps, rates, stream('late'));
  goSilent(steps, rates, stream('silent'));
  swapNeighbours(steps, rates, stream('outOfOrder'));
  repeat(steps, rates, stream('twice'));
  return steps;
}

function route({ trackingNumber, from, to }: WalkRequest, rng: Rng): WalkStep[] {
  const stages: [status: string, place: string, description: string][] = [
    ['picked_up', from, 'Parcel taken over from the sender'],
    ['in_transit', from, 'Left the transfer centre'],
    ['in_transit', to, 'Arrived at the branch'],
    ['out_for_delivery', to, 'With the courier'],
  ];
  if (rng.chance(ATTEMPT_FAILS)) {
    stages.push(['attempt_failed', to, 'Nobody at home'], ['out_for_delivery', to, 'With the courier again']);
  }
  stages.push(['delivered', to, 'Delivered']);
  let hours = 0;
  return stages.map(([status, place, description], index) => {
    hours += rng.between(1, 3);
    return {
      eventId: `${trackingNumber}-${index + 1}`,
      status,
      occurredAfterHours: hours,
      toldAfterHours: hours,
      copies: 1,
      description,
      place,
    };
  });
}

/** Somewhere between the two depots. The carrier says so; then it finds the parcel, or closes the inquiry. */
function getLost({ losses, trackingNumber, from }: WalkRequest, steps: WalkStep[], rng: Rng): WalkStep[] {
  if (losses === undefined || !rng.chance(losses.rate)) return steps;
  const forGood = losses.forGood && rng.chance(0.5);
  const [before, after] = [steps.slice(0, 2), steps.slice(2)];
  const lastHour = before.at(-1)?.occurredAfterHours ?? 0;
  const word = (name: string, status: string, description: string, hours: number): WalkStep => ({
    ...{ eventId: `${trackingNumber}-${name}`, status, description, place: from, copies: 1 },
    ...{ occurredAfterHours: lastHour + hours, toldAfterHours: lastHour + hours },
  });
  const missing = word('missing', 'delayed', 'The parcel cannot be found', 4);
  if (forGood) return [...before, missing, word('lost', 'expired', 'Inquiry closed: the parcel is lost', LOST_HOURS)];
  const found = after.map((step) => ({
    ...step,
    occurredAfterHours: step.occurredAfterHours + LOST_HOURS,
    toldAfterHours: step.toldAfterHours + LOST_HOURS,
  }));
  return [...before, missing, ...found];
}

function stayLate(steps: WalkStep[], rates: MisbehaviourRates, rng: Rng): void {
  for (const step of steps) {
    if (rng.chance(rates.late)) step.toldAfterHours += rng.between(4, 12);
  }
}

function goSilent(steps: WalkStep[], rates: MisbehaviourRates, rng: Rng): void {
  if (!rng.chance(rates.silent)) return;
  const from = rng.int(1, steps.length - 1);
  for (const step of steps.slice(from)) {
    step.occurredAfterHours += SILENCE_HOURS;
    step.toldAfterHours += SILENCE_HOURS;
  }
}

/** The later of two neighbours is told first; the truth about when they happened stays. */
function swapNeighbours(steps: WalkStep[], rates: MisbehaviourRates, rng: Rng): void {
  for (let index = 0; index + 1 < steps.length; index += 2) {
    const [earlier, later] = [steps[index], steps[index + 1]];
    if (earlier === undefined || later === undefined || !rng.chance(rates.outOfOrder)) continue;
    earlier.toldAfterHours = Math.max(earlier.toldAfterHours, later.toldAfterHours + rng.between(0.5, 1));
  }
}

function repeat(steps: WalkStep[], rates: MisbehaviourRates, rng: Rng): void {
  for (const step of steps) step.copies = rng.chance(rates.twice) ? 2 : 1;
}
