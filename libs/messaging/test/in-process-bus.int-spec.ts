import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { topics } from '#contracts';
import { InProcessBus } from '../src/index.js';
import { busConformance } from './bus-conformance.js';
import { aMessage } from './support/notifications.js';

busConformance('the in-process bus', () => {
  const bus = new InProcessBus();
  return Promise.resolve({ bus, keeps: false, open: () => bus.open() });
});

describe('the in-process bus', () => {
  it('holds what is published before everybody subscribed, and then delivers it to all', async () => {
    const bus = new InProcessBus();
    const got: string[] = [];
    const publishing = bus.publish([aMessage(randomUUID(), 1)]);
    for (const group of ['early', 'late']) {
      await bus.subscribe({
        group,
        topics: [topics.notifications],
        mayShare: () => false,
        handle: () => Promise.resolve(void got.push(group)),
      });
    }
    expect(got).toEqual([]);

    bus.open();
    await publishing;

    expect(got.toSorted()).toEqual(['early', 'late']);
    await bus.close();
  });

  it('resolves a publish only when every group has settled the message', async () => {
    const bus = new InProcessBus();
    let release: () => void = () => undefined;
    let settled = false;
    await bus.subscribe({
      group: 'slow',
      topics: [topics.notifications],
      mayShare: () => false,
      handle: () => new Promise<void>((resolve) => (release = resolve)),
    });
    bus.open();
    const publishing = bus.publish([aMessage(randomUUID(), 1)]).then(() => (settled = true));
    await new Promise(setImmediate);
    expect(settled).toBe(false);

    release();
    await publishing;
    expect(settled).toBe(true);
    await bus.close();
  });

  it('refuses a message whose group is away, so that it stays in the outbox', async () => {
    const bus = new InProcessBus();
    const reader = await bus.subscribe({
      group: 'away',
      topics: [topics.notifications],
      mayShare: () => false,
      handle: () => Promise.resolve(),
    });
    bus.open();
    await reader.close();

    await expect(bus.publish([aMessage(randomUUID(), 1)])).rejects.toMatchObject({
      failures: [{ index: 0, retriable: true }],
    });
    await bus.close();
  });
});
