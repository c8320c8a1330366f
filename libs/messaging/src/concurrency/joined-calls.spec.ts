import { describe, expect, it } from '@jest/globals';
import { JoinedCalls } from './joined-calls.js';

describe('joined calls', () => {
  it('join what arrives while a call is under way, and hand each caller its own results', async () => {
    const calls: number[][] = [];
    let release: () => void = () => undefined;
    const joined = new JoinedCalls<number, number>(async (items) => {
      calls.push([...items]);
      if (calls.length === 1) await new Promise<void>((resolve) => (release = resolve));
      return items.map((item) => item * 10);
    });

    const first = joined.run([1]);
    await Promise.resolve();
    await Promise.resolve();
    const later = [joined.run([2, 3]), joined.run([]), joined.run([4])];
    release();

    expect(await first).toEqual([10]);
    expect(await Promise.all(later)).toEqual([[20, 30], [], [40]]);
    expect(calls).toEqual([[1], [2, 3, 4]]);
  });

  it('work again after a failed call', async () => {
    let fail = true;
    const joined = new JoinedCalls<number, number>((items) =>
      fail ? Promise.reject(new Error('no')) : Promise.resolve(items),
    );
    await expect(joined.run([1])).rejects.toThrow('no');
    fail = false;
    expect(await joined.run([2])).toEqual([2]);
  });
});
