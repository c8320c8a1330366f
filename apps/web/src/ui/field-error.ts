import { isProblem } from '../api/problem.js';

/** What a refusal says of one field, by its JSON pointer in what was sent; undefined where it says nothing of it. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  if (!isProblem(error)) return undefined;
  const said = error.errors.filter((one) => one.pointer === pointer).map(({ detail }) => detail);
  return said.length === 0 ? undefined : [...new Set(said)].join(' ');
}
