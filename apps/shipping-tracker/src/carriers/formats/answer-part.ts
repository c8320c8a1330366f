import { CarrierUnreadableError } from '../carrier.errors.js';

/** Levels of an answer; the deepest of a real carrier has nine. */
const DEPTH_MAX = 40;
/** Values in one answer; five hundred checkpoints of forty fields are below it. */
const PARTS_MAX = 50_000;

/**
 * A part of a carrier's answer, XML or JSON alike. SOAP servers write a list of one like a single thing and
 * leave out what is empty; read through here that makes no difference.
 */
export class AnswerPart {
  private readonly parts = new Map<string, AnswerPart[]>();
  private ownText = '';

  /** Reads parsed JSON. @throws CarrierUnreadableError when it is deeper or larger than any answer */
  static ofJson(value: unknown): AnswerPart {
    const root = new AnswerPart();
    const budget = { left: PARTS_MAX };
    root.takeJson(value, 0, budget);
    return root;
  }

  /** Puts `part` at the end of the parts called `name`. */
  append(name: string, part: AnswerPart): void {
    const same = this.parts.get(name);
    if (same) same.push(part);
    else this.parts.set(name, [part]);
  }

  addText(text: string): void {
    this.ownText += text;
  }

  /** Every part at the path, in order. */
  all(...path: readonly string[]): AnswerPart[] {
    return path.reduce<AnswerPart[]>((found, name) => found.flatMap((part) => part.parts.get(name) ?? []), [this]);
  }

  /** The first part at the path; an empty one where there is none, so that its texts are null. */
  first(...path: readonly string[]): AnswerPart {
    return this.all(...path)[0] ?? new AnswerPart();
  }

  /** The first text at the path: without blanks around it, null when absent or empty. */
  text(...path: readonly string[]): string | null {
    const text = this.all(...path)[0]?.ownText ?? '';
    return storable(text).trim() || null;
  }

  /** Every part called `name`, however deep. */
  find(name: string): AnswerPart[] {
    const own = this.parts.get(name) ?? [];
    return [...own, ...[...this.parts.values()].flat().flatMap((part) => part.find(name))];
  }

  private takeJson(value: unknown, depth: number, budget: { left: number }): void {
    budget.left -= 1;
    assertBounds(depth, budget.left);
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) {
      // A list at the root has no name; elsewhere its items are the parts of that name.
      for (const item of value) this.appendJson('', item, depth, budget);
    } else if (typeof value === 'object') {
      for (const [name, item] of Object.entries(value)) {
        for (const one of Array.isArray(item) ? item : [item]) this.appendJson(name, one, depth, budget);
      }
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      this.ownText = String(value);
    }
  }

  private appendJson(name: string, value: unknown, depth: number, budget: { left: number }): void {
    const part = new AnswerPart();
    part.takeJson(value, depth + 1, budget);
    this.append(name, part);
  }
}

/** @throws CarrierUnreadableError `too_large` */
export function assertBounds(depth: number, partsLeft: number): void {
  if (depth > DEPTH_MAX) throw new CarrierUnreadableError('too_large', `deeper than ${DEPTH_MAX} levels`);
  if (partsLeft < 0) throw new CarrierUnreadableError('too_large', `more than ${PARTS_MAX} values`);
}

/** Room for the parts of one answer. */
export const partsBudget = (): { left: number } => ({ left: PARTS_MAX });

/** PostgreSQL stores neither NUL nor half a surrogate pair; other control characters only spoil pages. Line breaks stay. */
const UNSTORABLE = /\p{Surrogate}|(?![\n\r\t])\p{Control}/gu;

const storable = (text: string): string => text.replace(UNSTORABLE, '');
