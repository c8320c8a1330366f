import { trackingKey } from '../../shipments/domain/tracking-number.js';
import { evidences, numberForms, postOf, type Evidence, type NumberForm } from './number-forms.js';

/** A carrier whose number it may be. */
export interface NumberCandidate {
  readonly carrier: string;
  /** The form that fits, for instance `fedex_12`. */
  readonly form: string;
  readonly evidence: Evidence;
}

/** What a number says about its carrier. */
export interface Recognition {
  /** The number as it is compared. */
  readonly number: string;
  /** The carrier that the best evidence names; null when nothing fits, or equally good evidence names several. */
  readonly carrier: string | null;
  /**
   * Whether it may be taken for the carrier without anybody else saying so: a prefix of its own proves it,
   * or no other carrier's numbers look like this. About one in ten numbers passes a bare check digit.
   */
  readonly certain: boolean;
  /** Best evidence first. */
  readonly candidates: readonly NumberCandidate[];
}

/** Longest number of any form. */
const NUMBER_MAX = 50;

/** Which carriers a number may belong to, by shape and check digit. Guesses nothing: see {@link Recognition.certain}. */
export function recognise(trackingNumber: string): Recognition {
  const number = trackingKey(trackingNumber);
  const candidates = number.length > NUMBER_MAX ? [] : candidatesFor(number);
  const best = candidates.filter(({ evidence }) => evidence === candidates[0]?.evidence);
  const named = new Set(best.map(({ carrier }) => carrier));
  const carrier = named.size === 1 ? (best[0]?.carrier ?? null) : null;
  const alone = new Set(candidates.map((candidate) => candidate.carrier)).size === 1;
  const own = candidates[0]?.evidence === 'prefix_and_check';
  const hint = candidates[0]?.evidence === 'shape';
  return { number, carrier, certain: carrier !== null && (own || (alone && !hint)), candidates };
}

function candidatesFor(number: string): NumberCandidate[] {
  return numberForms
    .flatMap((form) => {
      const carrier = carrierBy(form, number);
      return carrier === null ? [] : [{ carrier, form: form.id, evidence: form.evidence }];
    })
    .sort((a, b) => evidences.indexOf(a.evidence) - evidences.indexOf(b.evidence));
}

/** The carrier, when the number has the form and its check digit fits. */
function carrierBy(form: NumberForm, number: string): string | null {
  const fit = form.pattern.exec(number);
  if (!fit) return null;
  const { serial = '', check = '', country } = fit.groups ?? {};
  if (form.check && !form.check(serial, check)) return null;
  return country === undefined ? form.carrier : postOf(country);
}
