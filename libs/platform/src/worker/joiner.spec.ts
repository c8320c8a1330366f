import { describe, expect, it } from '@jest/globals';
import { Joiner } from './joiner.js';

/** A joiner whose rounds end when the test says so. */
function heldJoiner(lanes: number, batchMax: number) {
  const rounds: { batch: readonly number[]; end: (error?: Error) => void }[] = [];
  const joiner = new Joiner<number, string>({
    lanes,
    batchMax,
    run: (batch) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) => (error ? reject(error) : resolve(batch.map((each) => `answer ${each}`)));
        rounds.push({ batch, end });
      }),
  });
  return { joiner, rounds };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('joining', () => {
  it('puts what arrives during a round into the next one, in order, and answers each with its own answer', async () => {
    const { joiner, rounds } = heldJoiner(1, 3);
    const first = joiner.join(1);
    await turn();
    const later = [2, 3, 4, 5].map((request) => joiner.join(request));
    await turn();
    expect(rounds.map(({ batch }) => batch)).toEqual([[1]]);

    rounds[0]!.end();
    expect(await first).toBe('answer 1');
    await turn();
    rounds[1]!.end();
    await turn();
    rounds[2]!.end();
    expect(await Promise.all(later)).toEqual(['answer 2', 'answer 3', 'answer 4', 'answer 5']);
    expect(rounds.map(({ batch }) => batch)).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('runs as many rounds at a time as it has lanes', async () => {
    const { joiner, rounds } = heldJoiner(2, 2);
    const all = Promise.all([1, 2, 3, 4, 5].map((request) => joiner.join(request)));
    await turn();
    expect(rounds.map(({ batch }) => batch)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    for (let index = 0; index < 3; index += 1) {
      rounds[index]!.end();
      await turn();
    }
    expect(await all).toHaveLength(5);
  });

  it('tells a failure to those of that round only, and goes on', async () => {
    const { joiner, rounds } = heldJoiner(1, 2);
    const outcomes = Promise.allSettled([1, 2, 3].map((request) => joiner.join(request)));
    await turn();
    rounds[0]!.end(new Error('lost'));
    await turn();
    rounds[1]!.end();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});
