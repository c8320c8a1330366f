import type { CrowdRates } from '../../world/domain/crowd.js';
import { Rng } from '../../world/domain/rng.js';
import { comment } from './words.js';

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

/** What the customer of an order does after it. */
export interface CustomerPlan {
  readonly returns: ReturnPlan | null;
  readonly complains: ComplaintPlan | null;
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
  return {
    returns: returning.chance(rates.returns) ? planReturn(request, returning) : null,
    complains: complaining.chance(rates.complaints) ? planComplaint(request, complaining) : null,
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
