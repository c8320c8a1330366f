import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EndpointBreakers, type Endpoint } from './endpoint-breakers.js';

type Result = 'ok' | 'refused' | 'down';
const terms = { timeoutMs: 5_000, isTransient: (result: Result) => result === 'down' };
const endpoint = (name: string, address = 'https://one.example'): Endpoint => ({ name, address });

describe('breakers', () => {
  let breakers: EndpointBreakers;
  const make = (restMs: number): EndpointBreakers => (breakers = new EndpointBreakers(restMs));
  afterEach(() => breakers.close());

  const fire = (to: Endpoint, result: Result): Promise<Result | null> =>
    breakers.fire(to, () => Promise.resolve(result), terms);
  const times = async (count: number, to: Endpoint, result: Result): Promise<void> => {
    for (let at = 0; at < count; at += 1) await fire(to, result);
  };

  it('open after transient failures, and then no call is made', async () => {
    make(60_000);
    const dead = endpoint('dead');
    await times(6, dead, 'down');
    let made = 0;

    expect(breakers.isOpen(dead)).toBe(true);
    expect(await breakers.fire(dead, () => Promise.resolve((made += 1)), { ...terms, isTransient: () => false })).toBe(
      null,
    );
    expect(made).toBe(0);
  });

  it('do not count refusals: who refuses is well', async () => {
    make(60_000);
    await times(20, endpoint('strict'), 'refused');

    expect(breakers.isOpen(endpoint('strict'))).toBe(false);
    expect(await fire(endpoint('strict'), 'ok')).toBe('ok');
  });

  it('keep endpoints apart, and forget what an old address did', async () => {
    make(60_000);
    await times(6, endpoint('dead'), 'down');

    expect(breakers.isOpen(endpoint('other'))).toBe(false);
    expect(await fire(endpoint('dead', 'https://two.example'), 'ok')).toBe('ok');
  });

  it('let one call try after their rest, and close when it succeeds', async () => {
    make(10);
    const back = endpoint('back');
    await times(6, back, 'down');
    while (!breakers.isTrying(back)) await pause(5);

    expect(await fire(back, 'ok')).toBe('ok');
    expect(breakers.isOpen(back) || breakers.isTrying(back)).toBe(false);
  });

  it('cancel a call whose time is over', async () => {
    make(60_000);
    const hanging = breakers.fire(
      endpoint('slow'),
      (signal) => new Promise<Result>((resolve) => signal.addEventListener('abort', () => resolve('down'))),
      { ...terms, timeoutMs: 10 },
    );

    expect(await hanging).toBe('down');
  });

  it('let the error of a call out, and count it', async () => {
    make(60_000);
    const broken = endpoint('broken');
    const fault = new Error('fault');
    for (let at = 0; at < 5; at += 1)
      await expect(breakers.fire(broken, () => Promise.reject<Result>(fault), terms)).rejects.toBe(fault);

    expect(breakers.isOpen(broken)).toBe(true);
  });
});
