import type { ReturnClause } from '#contracts';
import type { AssessedLine } from './assess-return.js';

/** What of an answer can be another one. */
const parts = ['allowed', 'clause', 'destination', 'payer'] as const;
export type AnswerPart = (typeof parts)[number];

/** The answers of two policies to the same question about the same units. */
export interface ComparedLine {
  readonly orderLineId: string;
  readonly supplierId: string | null;
  readonly quantity: number;
  readonly active: AssessedLine;
  readonly draft: AssessedLine;
  /** What the draft answers otherwise; empty: the same. */
  readonly otherwise: readonly AnswerPart[];
}

/** Lines that another clause decides: from which to which. */
export interface ClauseChange {
  readonly from: ReturnClause;
  readonly to: ReturnClause;
  readonly lines: number;
}

/** What a policy would change, counted over many orders. */
export interface AnswerChanges {
  readonly orders: number;
  readonly lines: number;
  /** Of these, how many would be answered otherwise, in whatever. */
  readonly ordersOtherwise: number;
  readonly linesOtherwise: number;
  /** By what is otherwise; a line may be in several. */
  readonly byPart: Readonly<Record<AnswerPart, number>>;
  /** Refused until now, taken back then. */
  readonly newlyAllowed: number;
  /** Taken back until now, refused then. */
  readonly newlyRefused: number;
  /** The most frequent first. */
  readonly byClause: readonly ClauseChange[];
}

/** Holds two answers to the same question against each other, line by line in the same order. */
export function compareAnswers(active: readonly AssessedLine[], draft: readonly AssessedLine[]): ComparedLine[] {
  return active.flatMap((line, index) => {
    const other = draft[index];
    if (other === undefined) return [];
    const { orderLineId, supplierId, quantity } = line;
    const otherwise = parts.filter((part) => counts(part, line, other) && line[part] !== other[part]);
    return [{ orderLineId, supplierId, quantity, active: line, draft: other, otherwise }];
  });
}

/** Where goods go and who pays the way says nothing of goods that are not taken back. */
const counts = (part: AnswerPart, one: AssessedLine, other: AssessedLine): boolean =>
  part === 'allowed' || part === 'clause' || (one.allowed && other.allowed);

/** Counts over orders; one that nothing can be said about counts as an order without lines. */
export function countChanges(orders: readonly (readonly ComparedLine[])[]): AnswerChanges {
  const lines = orders.flat();
  const changed = lines.filter(({ otherwise }) => otherwise.length > 0);
  const withPart = (part: AnswerPart): ComparedLine[] => changed.filter(({ otherwise }) => otherwise.includes(part));
  const allowance = withPart('allowed');
  const newlyAllowed = allowance.filter(({ draft }) => draft.allowed).length;
  return {
    ...{ orders: orders.length, lines: lines.length, linesOtherwise: changed.length },
    ordersOtherwise: orders.filter((order) => order.some(({ otherwise }) => otherwise.length > 0)).length,
    byPart: Object.fromEntries(parts.map((part) => [part, withPart(part).length])) as Record<AnswerPart, number>,
    ...{ newlyAllowed, newlyRefused: allowance.length - newlyAllowed },
    byClause: clauseChanges(withPart('clause')),
  };
}

function clauseChanges(lines: readonly ComparedLine[]): ClauseChange[] {
  const changes = new Map<string, ClauseChange>();
  for (const { active, draft } of lines) {
    const [from, to] = [active.clause, draft.clause];
    const key = `${from} ${to}`;
    changes.set(key, { from, to, lines: (changes.get(key)?.lines ?? 0) + 1 });
  }
  // By name where they are as frequent: the same question, the same answer.
  return [...changes.entries()]
    .sort(([a, one], [b, other]) => other.lines - one.lines || (a < b ? -1 : 1))
    .map(([, change]) => change);
}
