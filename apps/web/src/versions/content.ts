import type { FieldProblem } from '../api/problem.js';
import type { FieldKind, FieldSection, VersionField } from './fields.js';

/** What a version says, as it is stored; editors reach into it by JSON pointer. */
export type VersionContent = Readonly<Record<string, unknown>>;

/** Of the amounts in it; null where they are in the currency of the order at hand. */
export const currencyOf = (content: VersionContent): string | null =>
  typeof content['currency'] === 'string' ? content['currency'] : null;

const steps = (pointer: string): string[] => pointer.split('/').slice(1);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value that a JSON pointer leads to; undefined where there is nothing. */
export function valueAt(content: unknown, pointer: string): unknown {
  return steps(pointer).reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), content);
}

/** The same content with another value at the pointer; what is not on its way stays the same object. */
export function withValue<T>(content: T, pointer: string, value: unknown): T {
  const [step, ...rest] = steps(pointer);
  if (step === undefined) return value as T;
  const record: Readonly<Record<string, unknown>> = isRecord(content) ? content : {};
  const next = withValue(record[step], rest.map((one) => `/${one}`).join(''), value);
  return { ...record, [step]: next } as T;
}

/** Deep equality of plain data, whatever the order of fields. */
export function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => same(one, b[at]));
  if (isRecord(a) && isRecord(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
  }
  return Object.is(a, b);
}

export interface ContentChange {
  field: VersionField;
  from: unknown;
  to: unknown;
}

/** What would be another way, in the order of the editor. */
export const contentChanges = (
  sections: readonly FieldSection[],
  from: VersionContent,
  to: VersionContent,
): ContentChange[] =>
  sections
    .flatMap(({ fields }) => fields)
    .map((field) => ({ field, from: valueAt(from, field.pointer), to: valueAt(to, field.pointer) }))
    .filter((change) => !same(change.from, change.to));

const CONTENT = '/content';

/** The problems of a field and of everything in it, by the field's pointer (of a row's field: `/groups/0/name`). */
export const problemsAt = (problems: readonly FieldProblem[], pointer: string): FieldProblem[] =>
  problems.filter(
    (problem) => problem.pointer === CONTENT + pointer || problem.pointer.startsWith(`${CONTENT}${pointer}/`),
  );

/** A new row of a list of rules: everything is still to be said. */
export const emptyRow = (columns: readonly VersionField[]): Record<string, unknown> =>
  columns.reduce<Record<string, unknown>>((row, column) => withValue(row, column.pointer, emptyValue(column)), {});

const beginnings: Partial<Record<FieldKind, unknown>> = { flag: false, names: [], count: 1, minutes: 1, money: 0 };

function emptyValue({ kind, nullable, choices, initial }: VersionField): unknown {
  if (initial !== undefined) return initial;
  if (nullable) return null;
  return kind === 'choice' ? (choices?.codes[0] ?? '') : (beginnings[kind] ?? '');
}
