import { describe, expect, it } from '@jest/globals';
import { CarrierTokens } from './carrier-tokens.js';

/** A token server that counts, and a clock to turn. */
function given(expiresInSeconds = 3_600) {
  const clock = { now: 1_000_000 };
  const server = { asked: 0, down: false };
  const tokens = new CarrierTokens(
    () => {
      server.asked += 1;
      if (server.down) return Promise.reject(new Error('down'));
      return Promise.resolve({ value: `token-${String(server.asked)}`, expiresInSeconds });
    },
    () => clock.now,
  );
  return { tokens, clock, server };
}

describe('the token of a carrier', () => {
  it('is fetched once for all who wait for it, and kept', async () => {
    const { tokens, server } = given();
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(['token-1', 'token-1', 'token-1']);
    expect(await tokens.get()).toBe('token-1');
    expect(server.asked).toBe(1);
  });

  it.each([
    [3_600, 3_540],
    [10, 9],
  ])('that lives %p s is renewed after %p s', async (life, renewedAfter) => {
    const { tokens, clock } = given(life);
    await tokens.get();
    clock.now += renewedAfter * 1_000 - 1;
    expect(await tokens.get()).toBe('token-1');
    clock.now += 1;
    expect(await tokens.get()).toBe('token-2');
  });

  it('is replaced once when the carrier refuses it, whoever of many noticed first', async () => {
    const { tokens, server } = given();
    await tokens.get();
    expect([tokens.refused('token-1'), tokens.refused('token-1')]).toEqual([true, true]);
    expect(await Promise.all([tokens.get(), tokens.get()])).toEqual(['token-2', 'token-2']);
    // A straggler that still asked with the first one does not cost the second.
    expect(tokens.refused('token-1')).toBe(true);
    expect(await tokens.get()).toBe('token-2');
    expect(server.asked).toBe(2);
  });

  it('is not replaced without end when the carrier refuses every one', async () => {
    const { tokens, server } = given();
    tokens.refused(await tokens.get());
    expect(tokens.refused(await tokens.get())).toBe(false);
    expect(tokens.refused(await tokens.get())).toBe(false);
    expect(server.asked).toBe(2);
    tokens.accepted('token-2');
    expect(tokens.refused('token-2')).toBe(true);
  });

  it('is asked for again after the server failed', async () => {
    const { tokens, server } = given();
    server.down = true;
    await expect(Promise.all([tokens.get(), tokens.get()])).rejects.toThrow('down');
    server.down = false;
    expect(await tokens.get()).toBe('token-2');
  });
});
