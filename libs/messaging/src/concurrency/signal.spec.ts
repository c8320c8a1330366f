import { describe, expect, it } from '@jest/globals';
import { Signal } from './signal.js';

const FAR_MS = 60_000;

describe('a signal', () => {
  it('wakes who waits', async () => {
    const signal = new Signal();
    const waiting = signal.wait(FAR_MS);
    signal.notify();
    await waiting;
  });

  it('keeps one notice for the next wait, and only one', async () => {
    const signal = new Signal();
    signal.notify();
    signal.notify();
    await signal.wait(FAR_MS);
    const started = performance.now();
    await signal.wait(30);
    expect(performance.now() - started).toBeGreaterThan(25);
  });
});
