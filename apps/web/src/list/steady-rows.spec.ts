import { describe, expect, it } from '@jest/globals';
import { steadyRows } from './steady-rows.js';

interface Row {
  id: string;
  status: string;
}

const row = (id: string, status = 'placed'): Row => ({ id, status });
const idOf = ({ id }: Row): string => id;

describe('rows while a person points at them', () => {
  it('are simply the newest when nobody points', () => {
    expect(steadyRows(null, [row('b'), row('a')], idOf)).toEqual({ rows: [row('b'), row('a')], waiting: 0 });
  });

  it('keep their place and show their newest content', () => {
    const { rows } = steadyRows(['b', 'a'], [row('a', 'routed'), row('b')], idOf);
    expect(rows).toEqual([row('b'), row('a', 'routed')]);
  });

  it('keep new ones back and count them', () => {
    expect(steadyRows(['b', 'a'], [row('d'), row('c'), row('b'), row('a')], idOf)).toEqual({
      rows: [row('b'), row('a')],
      waiting: 2,
    });
  });

  it('still grow at the end when more are loaded', () => {
    const { rows, waiting } = steadyRows(['b'], [row('c'), row('b'), row('a')], idOf);
    expect(rows.map(idOf)).toEqual(['b', 'a']);
    expect(waiting).toBe(1);
  });

  it('drop what no longer fits the filter', () => {
    expect(steadyRows(['b', 'a'], [row('a')], idOf).rows.map(idOf)).toEqual(['a']);
  });
});
