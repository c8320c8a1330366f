import type { ReturnClause, ReturnDestination, ReturnKind, ReturnPayer, ReturnReason } from '#contracts';
import { agreementWith, isExcluded, type ReturnPolicy } from '../../policies/domain/return-policy.js';
import { regimeOf, windowEnd, withdrawalEnd } from '../../policies/domain/withdrawal-law.js';

/** Years in which goods that are wrong or broken are the seller's: Directive (EU) 2019/771 art. 10, Law 6502 art. 12. */
const GUARANTEE_YEARS = 2;

/** Reasons that say: the goods were not what was sold. */
const defects: ReadonlySet<ReturnReason> = new Set(['DAMAGED', 'WRONG_ITEM', 'NOT_AS_DESCRIBED', 'QUALITY']);

/** Whether the customer returns goods because they were not what was sold. */
export const isDefect = (reason: ReturnReason | null): boolean => reason !== null && defects.has(reason);

/** Units of one order line from one supplier that somebody wants to give back. */
export interface UnitsToReturn {
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly reasonCode: ReturnReason | null;
  /** Null: not shipped yet. */
  readonly supplierId: string | null;
}

export interface ReturnQuestion {
  readonly kind: ReturnKind;
  readonly policy: ReturnPolicy;
  /** Where the goods went. */
  readonly country: string | null;
  /** Delivery of the last parcel; null while any is on its way. */
  readonly deliveredAt: Date | null;
  readonly now: Date;
  readonly lines: readonly UnitsToReturn[];
}

/** One clause that was looked at, and what it said. */
export interface LookedAtClause {
  readonly clause: ReturnClause;
  readonly holds: boolean;
  /** When its window ends; null where it has none or the window has not begun. */
  readonly until: string | null;
}

/** The answer for one line: the clause that decided, and every clause that was looked at on the way. */
export interface AssessedLine {
  readonly orderLineId: string;
  readonly supplierId: string | null;
  readonly quantity: number;
  readonly allowed: boolean;
  readonly clause: ReturnClause;
  readonly destination: ReturnDestination;
  readonly payer: ReturnPayer;
  readonly clauses: readonly LookedAtClause[];
}

/** Applies the pinned policy and the customer's law to each line. Pure: the same question, the same answer. */
export function assessReturn(question: ReturnQuestion): AssessedLine[] {
  const windows = windowsOf(question);
  return question.lines.map((line) => assessLine(question, windows, line));
}

/** When each window ends: the same for all lines. Nulls: it has not begun, or there is none. */
interface Windows {
  readonly law: Date | null;
  readonly guarantee: Date | null;
  readonly merchant: Date | null;
}

function windowsOf({ policy, country, deliveredAt }: ReturnQuestion): Windows {
  if (deliveredAt === null) return { law: null, guarantee: null, merchant: null };
  return {
    law: withdrawalEnd(deliveredAt, country),
    guarantee: guaranteeEnd(deliveredAt),
    merchant: windowEnd(deliveredAt, policy.windowDays, country),
  };
}

function assessLine(question: ReturnQuestion, windows: Windows, line: UnitsToReturn): AssessedLine {
  const clauses = clausesOf(question, windows, line);
  const decided = clauses.find(({ holds }) => holds)?.clause ?? 'WINDOW_CLOSED';
  return {
    ...{ orderLineId: line.orderLineId, supplierId: line.supplierId, quantity: line.quantity, clauses },
    ...{ allowed: !['NOT_DELIVERED', 'EXCLUDED_GOODS', 'WINDOW_CLOSED'].includes(decided), clause: decided },
    ...{ destination: destinationOf(question.policy, line), payer: payerOf(question.policy, line, decided) },
  };
}

/** In the order in which they decide: the first that holds. */
function clausesOf(
  { kind, policy, country, deliveredAt, now }: ReturnQuestion,
  windows: Windows,
  line: UnitsToReturn,
): LookedAtClause[] {
  const before = (clause: ReturnClause, end: Date | null): LookedAtClause => ({
    ...{ clause, holds: end !== null && now < end, until: end?.toISOString() ?? null },
  });
  const plain = (clause: ReturnClause, holds: boolean): LookedAtClause => ({ clause, holds, until: null });
  const regime = regimeOf(country);
  const law = regime === 'tr' ? 'WITHDRAWAL_TR' : 'WITHDRAWAL_EU';
  const byLaw: LookedAtClause[] =
    regime === null
      ? []
      : // The right begins with the contract: who withdraws before delivery is always in time.
        [deliveredAt === null ? plain(law, kind === 'withdrawal') : before(law, windows.law)];
  // One parcel may have come broken while another is still on its way.
  const defect = deliveredAt === null ? plain('DEFECT', line.supplierId !== null) : before('DEFECT', windows.guarantee);
  return [
    ...(isDefect(line.reasonCode) ? [defect] : []),
    plain('EXCLUDED_GOODS', isExcluded(policy, line.sku)),
    ...byLaw,
    plain('NOT_DELIVERED', deliveredAt === null),
    before('MERCHANT_WINDOW', windows.merchant),
    plain('WINDOW_CLOSED', true),
  ];
}

function guaranteeEnd(deliveredAt: Date): Date {
  const end = new Date(deliveredAt);
  end.setUTCFullYear(end.getUTCFullYear() + GUARANTEE_YEARS);
  return end;
}

function destinationOf(policy: ReturnPolicy, line: UnitsToReturn): ReturnDestination {
  // What was never shipped has no way back.
  if (line.supplierId === null) return 'keep';
  const { destination, keepBelowMinor } = agreementWith(policy, line.supplierId);
  return line.unitPriceMinor < keepBelowMinor ? 'keep' : destination;
}

function payerOf(policy: ReturnPolicy, line: UnitsToReturn, clause: ReturnClause): ReturnPayer {
  if (clause === 'DEFECT') return agreementWith(policy, line.supplierId).defectPayer;
  // The seller bears the way back within the 14 days in Türkiye.
  if (clause === 'WITHDRAWAL_TR') return 'merchant';
  return policy.changeOfMindPayer;
}
