/** Days after its first order from which on a customer is watched. */
export const LANDMARK_DAYS = 30;
/** Days within which buying again counts as soon. */
export const SOON_DAYS = 90;

/** Of whom and when: `$1`, `$2` the days, `$3` the merchant or null, `$4` the country or null. */
const scope = (day = 'o.day'): string =>
  `${day} BETWEEN $1 AND $2 AND ($3::uuid IS NULL OR o.merchant_id = $3) AND ($4::text IS NULL OR o.country = $4)`;

/** In hours: days of an interval go by the calendar of a time zone, which is looked up for each of a million rows. */
const daysLong = (days: number): string => `interval '${String(days * 24)} hours'`;
/** Days since 1970 in UTC. */
const dayOf = (time: string): string => `floor(date_part('epoch', ${time}) / 86400)::int`;

/** Whether the customer of order `o` bought again soon, of the orders that are old enough to tell. */
const boughtSoon = `coalesce(o.next_placed_at <= o.placed_at + ${daysLong(SOON_DAYS)}, false)`;
const isOld = `o.nth IS NOT NULL AND o.placed_at < now() - ${daysLong(SOON_DAYS)}`;

interface Pairing {
  readonly from: string;
  /** Business seconds that the customer waited. */
  readonly waited: string;
  /** What the customer said or did. */
  readonly then: string;
  readonly where?: string;
  readonly day?: string;
}

const surveyOfComplaint = `complaint_facts o JOIN survey_facts s ON s.complaint_id = o.complaint_id AND s.kind = 'csat'`;

/** What is set beside what, by name. */
export const pairings = {
  'first-answer-csat': { from: surveyOfComplaint, waited: 'o.first_answer_seconds', then: 's.score' },
  'solution-csat': { from: surveyOfComplaint, waited: 'o.solution_seconds', then: 's.score' },
  'first-answer-nps': {
    ...{ from: 'survey_facts o', waited: 'o.first_answer_seconds', then: 'o.score' },
    ...{ where: `o.kind = 'nps'`, day: 'o.order_day' },
  },
  'first-answer-again': {
    ...{ from: 'order_facts o', waited: 'o.first_answer_seconds', then: `(${boughtSoon})::int`, where: isOld },
  },
} as const satisfies Record<string, Pairing>;
export type PairingName = keyof typeof pairings;

/** `x` minutes of waiting, `y` what followed, `count` how often. */
export function pairsSql({ from, waited, then, where = 'true', day }: Pairing): string {
  return `SELECT (${waited} / 60)::int AS x, (${then})::int AS y, count(*)::int AS count
          FROM ${from} WHERE ${scope(day)} AND ${waited} IS NOT NULL AND ${where} GROUP BY 1, 2`;
}

/** The median of what customers waited for the first answer to their first complaint: parts fast from slow. */
export const MEDIAN_SQL = `
  SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY o.first_answer_seconds) AS seconds
  FROM order_facts o WHERE ${scope()} AND o.first_answer_seconds IS NOT NULL`;

/** How an order's customer was served; `$5` is the median. */
const group = `CASE WHEN o.complaints = 0 THEN 'no-complaint'
  WHEN o.first_answer_seconds IS NULL THEN 'not-answered'
  WHEN o.first_answer_seconds <= $5 THEN 'answered-fast' ELSE 'answered-slowly' END`;

/** Orders by how their customer was served: how many, how many are old enough to tell, who bought again soon. */
export const GROUPS_SQL = `
  SELECT ${group} AS name, count(*)::int AS orders, (count(*) FILTER (WHERE ${isOld}))::int AS old,
         (count(*) FILTER (WHERE ${isOld} AND ${boughtSoon}))::int AS again
  FROM order_facts o WHERE ${scope()} AND o.is_purchase GROUP BY 1`;

export const OPINIONS_SQL = `
  SELECT ${group} AS name, o.kind, count(*)::int AS answers,
         (count(*) FILTER (WHERE o.score >= CASE o.kind WHEN 'nps' THEN 9 ELSE 4 END))::int AS good,
         (count(*) FILTER (WHERE o.score <= 6))::int AS bad
  FROM survey_facts o
  WHERE ${scope('o.order_day')} AND o.kind IN ('nps', 'csat') AND o.is_purchase GROUP BY 1, 2`;

/**
 * Customers by their first order, from the landmark on: those who had not bought again until then, in the group of
 * what had happened until then.
 */
export const WATCHED_SQL = `
  SELECT CASE WHEN complained_at IS NULL OR complained_at >= placed_at + ${daysLong(LANDMARK_DAYS)}
              THEN 'no-complaint'
              WHEN first_answer_seconds IS NULL THEN 'not-answered'
              WHEN first_answer_seconds <= $5 THEN 'answered-fast' ELSE 'answered-slowly' END AS name,
         age - ${String(LANDMARK_DAYS)} AS days, next_placed_at IS NOT NULL AS bought, count(*)::int AS count
  FROM (SELECT *, ${dayOf('coalesce(next_placed_at, now())')} - (day - DATE '1970-01-01') AS age FROM order_facts) AS o
  WHERE ${scope()} AND nth = 1 AND age >= ${String(LANDMARK_DAYS)}
  GROUP BY 1, 2, 3`;
