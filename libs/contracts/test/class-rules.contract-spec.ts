import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { keepsRules } from '../src/envelope/class-rules.js';
import { instanceOf } from '../src/envelope/instance-of.js';
import { allEvents } from '../src/index.js';

type Data = Record<string, unknown>;

const goldenOf = (type: string, version: number): Data => {
  const file = `libs/contracts/fixtures/${type}.v${String(version)}.json`;
  return (JSON.parse(readFileSync(file, 'utf8')) as { data: Data }).data;
};
/** Values that some rule refuses, and some that it should not. */
const odd: readonly unknown[] = [
  ...[
    undefined,
    null,
    '',
    'x',
    'x'.repeat(600),
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '\uFE0F',
    true,
    0,
    1,
    -1,
    1.5,
    Number.MAX_VALUE,
  ],
  ...[[], [null], [undefined], ['x'], [[]], [{}], {}, { lines: null }],
];

/** `data`, and all that differ from it in one place, at any depth. */
function* changesOf(data: unknown): Generator {
  yield data;
  yield* odd;
  if (typeof data !== 'object' || data === null) return;
  for (const [name, value] of Object.entries(data)) {
    for (const changed of changesOf(value)) {
      const copy: unknown = Array.isArray(data) ? [...(data as unknown[])] : { ...data };
      (copy as Data)[name] = changed;
      yield copy;
    }
  }
}

describe('the rules of a class', () => {
  const events = allEvents().map(({ info, eventClass }) => ({ ...info, eventClass }));

  it.each(events)('$type $version are kept by the golden message, without asking further', (event) => {
    expect(keepsRules(instanceOf(event.eventClass, goldenOf(event.type, event.version)))).toBe(true);
  });

  it.each(events)('$type $version are kept exactly when class-validator says so', ({ type, version, eventClass }) => {
    const verdicts = new Set<boolean>();
    for (const changed of changesOf(goldenOf(type, version))) {
      if (typeof changed !== 'object' || changed === null || Array.isArray(changed)) continue;
      const instance = instanceOf(eventClass, changed);
      const isValid = validateSync(instance, { forbidUnknownValues: true }).length === 0;
      verdicts.add(isValid);
      if (keepsRules(instance) !== isValid) expect({ changed, kept: !isValid }).toEqual({ changed, kept: isValid });
    }
    expect(verdicts).toEqual(new Set([true, false]));
  });
});
