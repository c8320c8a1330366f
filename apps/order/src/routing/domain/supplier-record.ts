/**
 * What one supplier did so far. Counts fade: what is {@link HALF_LIFE_DAYS} old counts half, so a supplier that
 * mended its ways is not judged by its past.
 */
export interface SupplierRecord {
  /** RFC 3339; the time that the counts are faded to. */
  readonly asOf: string;
  /** Units that it accepted, and that it rejected or let expire. */
  readonly accepted: number;
  readonly refused: number;
  /** Parcels that left in the promised time, and later. */
  readonly onTime: number;
  readonly late: number;
  /** Parcels that were delivered, and that came back. */
  readonly sound: number;
  readonly returned: number;
  /** Units that it shipped, and that it gave back after accepting them. */
  readonly kept: number;
  readonly cancelled: number;
  /** Units that its feed listed and that were not there, and the unit-hours that its numbers were relied on. */
  readonly absent: number;
  readonly reliedHours: number;
  /** Purchase orders in a row that it left unanswered, and when the last of them expired. */
  readonly unanswered: number;
  readonly unansweredAt: string | null;
}

export type RecordCounts = Omit<SupplierRecord, 'asOf' | 'unanswered' | 'unansweredAt'>;

/** Something that a supplier did, as counts to add. */
export interface Observation {
  readonly at: string;
  readonly counts: Partial<RecordCounts>;
  /** True: it left a purchase order unanswered. False: it answered. Null: this says nothing about answering. */
  readonly unanswered: boolean | null;
}

/** A belief before anything was seen, worth so many cases. */
interface Prior {
  readonly permille: number;
  readonly cases: number;
}

/** A month of trade tells what a supplier is like; a quarter-old mistake hardly counts. */
export const HALF_LIFE_DAYS = 30;
const HOUR_MS = 3_600_000;
const HALF_LIFE_MS = HALF_LIFE_DAYS * 24 * HOUR_MS;

/**
 * Beliefs about a supplier that nothing is known of. Worth tens of cases, so that one bad day does not ban it: after
 * ten refusals in a row it is still believed to accept two of three.
 */
const priors = {
  acceptance: { permille: 950, cases: 20 },
  lateness: { permille: 100, cases: 10 },
  quality: { permille: 980, cases: 20 },
  cancellations: { permille: 20, cases: 20 },
} as const satisfies Record<string, Prior>;

/** One unit in a hundred vanishes within a day of being counted: that is believed of a new supplier. */
const PRIOR_ABSENT = 1;
const PRIOR_RELIED_HOURS = 2400;

export const emptyRecord = (asOf: string): SupplierRecord => ({
  asOf,
  ...{ accepted: 0, refused: 0, onTime: 0, late: 0, sound: 0, returned: 0, kept: 0, cancelled: 0 },
  ...{ absent: 0, reliedHours: 0, unanswered: 0, unansweredAt: null },
});

/** The record with its counts faded to a later time; one of an earlier time is left as it is. */
export function fadedTo(record: SupplierRecord, at: string): SupplierRecord {
  const elapsedMs = Date.parse(at) - Date.parse(record.asOf);
  if (elapsedMs <= 0) return record;
  return { ...record, ...mapCounts(record, (count) => count * 2 ** (-elapsedMs / HALF_LIFE_MS)), asOf: at };
}

/** The record with something new in it; what is older than the record counts less. */
export function withObservation(record: SupplierRecord, { at, counts, unanswered }: Observation): SupplierRecord {
  const faded = fadedTo(record, at);
  const weight = 2 ** -(Math.max(0, Date.parse(faded.asOf) - Date.parse(at)) / HALF_LIFE_MS);
  const streak =
    unanswered === null
      ? {}
      : { unanswered: unanswered ? faded.unanswered + 1 : 0, unansweredAt: unanswered ? at : null };
  return { ...faded, ...mapCounts(faded, (count, name) => count + weight * (counts[name] ?? 0)), ...streak };
}

/** A share with where it comes from. */
export interface Figure {
  readonly name: keyof typeof priors;
  readonly permille: number;
  readonly priorPermille: number;
  readonly priorCases: number;
  /** Cases seen, faded. */
  readonly cases: number;
}

export type Figures = Readonly<Record<Figure['name'], Figure>>;

/** What is believed of a supplier at a time: the mean of the Beta distribution of each share. */
export function figuresOf(record: SupplierRecord | null, at: string): Figures {
  const seen = record === null ? emptyRecord(at) : fadedTo(record, at);
  return {
    acceptance: figure('acceptance', seen.accepted, seen.refused),
    lateness: figure('lateness', seen.late, seen.onTime),
    quality: figure('quality', seen.sound, seen.returned),
    cancellations: figure('cancellations', seen.cancelled, seen.kept),
  };
}

/**
 * The chance, in thousandths, that a unit is still there so long after it was counted. Units vanish at a constant
 * but unknown rate with a Gamma distribution learned from the supplier's own record; the mean survival is then
 * (β ÷ (β + age))^α.
 */
export function presencePermille(record: SupplierRecord | null, ageSeconds: number, at: string): number {
  const seen = record === null ? emptyRecord(at) : fadedTo(record, at);
  const alpha = PRIOR_ABSENT + seen.absent;
  const beta = PRIOR_RELIED_HOURS + seen.reliedHours;
  return Math.round(1000 * (beta / (beta + ageSeconds / 3600)) ** alpha);
}

function figure(name: keyof typeof priors, yes: number, no: number): Figure {
  const { permille, cases } = priors[name];
  return {
    name,
    permille: Math.round((1000 * ((permille / 1000) * cases + yes)) / (cases + yes + no)),
    priorPermille: permille,
    priorCases: cases,
    cases: Math.round((yes + no) * 10) / 10,
  };
}

const countNames = [
  ...(['accepted', 'refused', 'onTime', 'late', 'sound', 'returned', 'kept', 'cancelled'] as const),
  ...(['absent', 'reliedHours'] as const),
] satisfies (keyof RecordCounts)[];

function mapCounts(counts: RecordCounts, change: (count: number, name: keyof RecordCounts) => number): RecordCounts {
  return Object.fromEntries(countNames.map((name) => [name, change(counts[name], name)])) as unknown as RecordCounts;
}
