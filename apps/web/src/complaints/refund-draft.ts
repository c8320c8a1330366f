import type { GivenRefund } from '../api/complaints.js';
import type { ComplaintRefunds, ComplaintType, PartyAtFault } from '../api/types.js';
import { digitsOf, minorOf } from '../claims/claim-facts.js';

/** The shipping among the places that money can be given back for; no line has this id. */
export const SHIPPING = 'shipping';

/** What somebody is about to pay back, as it was typed. */
export interface RefundDraft {
  /** By line id, or {@link SHIPPING}. */
  readonly amounts: Readonly<Record<string, string>>;
  readonly reason: string;
  readonly solves: boolean;
  readonly cause: ComplaintType | null;
  readonly partyAtFault: PartyAtFault | null;
}

/** What would be sent; null as long as something is missing, no amount, or more than is left. */
export function givenOf(
  draft: RefundDraft,
  { currency, lines, shippingLeftMinor, leftMinor }: ComplaintRefunds,
  isOpen: boolean,
): GivenRefund | null {
  const { amounts, reason, solves } = draft;
  const minorAt = (place: string, most: number): number | null => {
    const typed = amounts[place]?.trim() ?? '';
    const minor = typed === '' ? 0 : minorOf(typed, digitsOf(currency));
    return minor === null || minor > most ? null : minor;
  };
  const shippingMinor = minorAt(SHIPPING, shippingLeftMinor);
  const ofLines = lines.map((line) => ({ lineId: line.lineId, amountMinor: minorAt(line.lineId, line.leftMinor) }));
  if (shippingMinor === null || ofLines.some(({ amountMinor }) => amountMinor === null) || reason.trim() === '')
    return null;
  const given = ofLines.flatMap(({ lineId, amountMinor }) => (amountMinor ? [{ lineId, amountMinor }] : []));
  const sum = given.reduce((all, { amountMinor }) => all + amountMinor, shippingMinor);
  if (sum === 0 || sum > leftMinor) return null;
  const solution = solutionOf(draft);
  const isSolved = isOpen && solves;
  if (isSolved && solution === null) return null;
  return { currency, lines: given, shippingMinor, reason: reason.trim(), solution: isSolved ? solution : null };
}

const solutionOf = ({ cause, partyAtFault }: RefundDraft): GivenRefund['solution'] =>
  cause === null || partyAtFault === null ? null : { cause, partyAtFault };
