import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { inScope } from '../service/service-scope.js';
import { PollingWorker } from './polling-worker.js';

/** Something to wait for. */
function aGate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return {
    opened,
    open: () => {
      open();
    },
  };
}

describe('a polling worker', () => {
  it('runs again at once while there is more, and pauses when there is none', async () => {
    let rounds = 0;
    const caughtUp = aGate();
    const worker = new PollingWorker({
      name: 'w',
      intervalMs: 60_000,
      run: () => {
        rounds += 1;
        if (rounds === 3) caughtUp.open();
        return Promise.resolve(rounds < 3);
      },
    });
    worker.start();
    worker.start();
    await caughtUp.opened;
    await worker.stop();
    expect(rounds).toBe(3);
  });

  it('goes on after a failure, which is logged and counted', async () => {
    const counted: string[] = [];
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line: string) => lines.push(line) });
    const recovered = aGate();
    let rounds = 0;
    const worker = inScope(
      { service: 's', log, countWorkerFailure: (name) => counted.push(name) },
      () =>
        new PollingWorker({
          name: 'flaky',
          intervalMs: 1,
          run: () => {
            rounds += 1;
            if (rounds === 1) return Promise.reject(new Error('partner is down'));
            recovered.open();
            return Promise.resolve(false);
          },
        }),
    );
    worker.start();
    await recovered.opened;
    await worker.stop();
    expect(counted).toEqual(['flaky']);
    expect(lines.join()).toContain('partner is down');
  });

  it('waits when it is stopped until the round has ended, and tells the round', async () => {
    const begun = aGate();
    const release = aGate();
    let hasEnded = false;
    let wasTold = false;
    const worker = new PollingWorker({
      name: 'w',
      intervalMs: 1,
      run: async (signal) => {
        signal.addEventListener('abort', () => {
          wasTold = true;
          release.open();
        });
        begun.open();
        await release.opened;
        hasEnded = true;
        return false;
      },
    });
    worker.start();
    await begun.opened;
    await worker.stop();
    expect({ wasTold, hasEnded }).toEqual({ wasTold: true, hasEnded: true });
  });

  it('is woken from its pause', async () => {
    const second = aGate();
    let rounds = 0;
    const worker = new PollingWorker({
      name: 'w',
      intervalMs: 60_000,
      run: () => {
        rounds += 1;
        if (rounds === 1) setImmediate(() => worker.wake());
        else second.open();
        return Promise.resolve(false);
      },
    });
    worker.start();
    await second.opened;
    await worker.stop();
    expect(rounds).toBe(2);
  });
});
