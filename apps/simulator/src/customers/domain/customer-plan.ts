import type { BrowserFate } from '../../push/domain/browser-fate.js';
import type { CrowdRates } from '../../world/domain/crowd.js';
import type { Label } from '../../world/domain/label.js';
import { aPerson } from '../../world/domain/people.js';
import { Rng } from '../../world/domain/rng.js';
import { comment, hostileText } from './words.js';

/** How somebody reaches the shop: on the pages, with an app that speaks HTTP, or by mail. */
export type Way = 'page' | 'app' | 'mail';

/** Goods that go back. */
export interface ReturnPlan {
  readonly kind: 'return' | 'withdrawal';
  /** Withdrawn from while the goods are still on their way. */
  readonly early: boolean;
  readonly way: Exclude<Way, 'mail'>;
  /** Clicks twice. */
  readonly twice: boolean;
}

export interface ComplaintPlan {
  readonly type: 'late' | 'damaged' | 'wrong' | 'missing' | 'quality' | 'service' | 'other';
  readonly way: Way;
  readonly twice: boolean;
  readonly text: string;
  /** What is written back to the shop's answer; null: nothing. */
  readonly reply: string | null;
}

/** Another address for what has not left. */
export interface MovePlan {
  /** Asked for when everything has come. */
  readonly late: boolean;
  readonly way: Exclude<Way, 'mail'>;
  readonly twice: boolean;
  /** Within the country; a second one is asked for after the answer to the first. */
  readonly addresses: readonly Label[];
}

/** A browser in which messages about the order are allowed. */
export interface BrowserPlan {
  /** What its push service makes of them. */
  readonly fate: BrowserFate;
  readonly twice: boolean;
}

/** What the customer of an order does after it. */
export interface CustomerPlan {
  readonly returns: ReturnPlan | null;
  readonly complains: ComplaintPlan | null;
  readonly moves: MovePlan | null;
  readonly allows: BrowserPlan | null;
}

export interface CustomerRequest {
  readonly seed: string;
  readonly rates: CrowdRates;
  readonly number: number;
  readonly language: 'tr' | 'en';
  readonly country: string;
}

/** Countries of this world whose law lets a customer withdraw. */
const withdrawalCountries = ['TR', 'IE'];

/** From the seed and the order's number alone: the same order always meets the same customer. */
export function planCustomer(request: CustomerRequest): CustomerPlan {
  const { seed, rates, number } = request;
  const stream = (topic: string): Rng => Rng.of(seed, 'customer', number, topic);
  const [returning, complaining] = [stream('return'), stream('complaint')];
  const [moving, allowing] = [stream('address'), stream('browser')];
  return {
    returns: returning.chance(rates.returns) ? planReturn(request, returning) : null,
    complains: complaining.chance(rates.complaints) ? planComplaint(request, complaining) : null,
    moves: moving.chance(rates.addresses) ? planMove(request, moving) : null,
    allows: allowing.chance(rates.browsers) ? planBrowser(allowing) : null,
  };
}

function planReturn({ country }: CustomerRequest, rng: Rng): ReturnPlan {
  const kind = rng.chance(0.4) && withdrawalCountries.includes(country) ? 'withdrawal' : 'return';
  return {
    kind,
    early: kind === 'withdrawal' && rng.chance(0.2),
    way: rng.pick(['page', 'app']),
    twice: rng.chance(0.2),
  };
}

function planComplaint({ language, number }: CustomerRequest, rng: Rng): ComplaintPlan {
  return {
    type: rng.pick(['late', 'damaged', 'damaged', 'wrong', 'missing', 'quality', 'service', 'other']),
    way: rng.pick(['page', 'app', 'mail']),
    twice: rng.chance(0.2),
    // Named, so that a checker finds each text again, once.
    text: `${comment(rng, language, 'angry')} [complaint ${number}]`,
    reply: rng.chance(0.5) ? `${comment(rng, language, rng.pick(['content', 'angry']))} [reply ${number}]` : null,
  };
}

function planMove({ language, country, number }: CustomerRequest, rng: Rng): MovePlan {
  const late = rng.chance(0.2);
  const address = (at: number): Label => {
    let person = aPerson(rng, language);
    while (person.address.country !== country) person = aPerson(rng, language);
    const { line1, city, postalCode } = person.address;
    const isHostile = rng.chance(0.3);
    const more = isHostile ? ` ${hostileText(rng)}` : '';
    return {
      name: `${person.firstName} ${person.lastName}${more}`,
      // Named, so that no two addresses of this world are the same.
      line1: `${line1} [address ${number}/${at}]${more}`,
      city: isHostile && rng.chance(0.5) ? `${city}${more}` : city,
      postalCode,
    };
  };
  const addresses = rng.chance(0.3) && !late ? [address(0), address(1)] : [address(0)];
  return { late, way: rng.pick(['page', 'app']), twice: rng.chance(0.2), addresses };
}

/** Half of the browsers are always there. A push service that says nothing costs the shop a minute, so few do. */
function planBrowser(rng: Rng): BrowserPlan {
  const fates = ['reached', 'reached', 'reached', 'reached', 'reached', 'gone', 'gone', 'busy', 'broken'] as const;
  const fate = rng.chance(0.05) ? rng.pick(['lost', 'stalled'] as const) : rng.pick<BrowserFate>(fates);
  return { fate, twice: rng.chance(0.2) };
}

/** One answer to a survey. */
export interface SurveyAnswer {
  readonly score: number;
  readonly comment: string;
}

export interface SurveyPlan {
  /** A program of the mail provider follows every link before the customer sees the mail. */
  readonly scanned: boolean;
  /** In this order; a second one changes the first. None: the customer has better things to do. */
  readonly answers: readonly SurveyAnswer[];
}

/** What becomes of a survey. @param scoreMax the best score that the mail offers. */
export function planSurvey(request: CustomerRequest, scoreMax: number): SurveyPlan {
  const { seed, rates, number, language } = request;
  const rng = Rng.of(seed, 'survey', number, scoreMax);
  const scanned = rng.chance(0.15);
  if (!rng.chance(rates.answers)) return { scanned, answers: [] };
  const mood = rng.chance(0.2) ? 'angry' : 'content';
  const scoreOf = (): number => (mood === 'angry' ? rng.int(1, 2) : rng.int(scoreMax - 2, scoreMax));
  const answer = (): SurveyAnswer => ({
    score: scoreOf(),
    comment: rng.chance(0.5) ? comment(rng, language, mood) : '',
  });
  return { scanned, answers: rng.chance(0.15) ? [answer(), answer()] : [answer()] };
}
