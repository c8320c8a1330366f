import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** One path of each service, asked through the front: the key must have reached the service that answers it. */
const PROBES = ['/v1/whoami', '/v1/orders', '/v1/suppliers', '/v1/shipments', '/v1/returns', '/v1/notifications'];
/** Consumer groups of a fresh Kafka need some seconds to form; a system that needs longer is slow, not broken. */
const WAIT_MAX_MS = 30_000;
const POLL_MS = 50;

/** Waits until the keys that the first start has made work everywhere: whoever reads the ready line may use them. */
export async function waitUntilKeysWork(url: string, keysFile: string): Promise<void> {
  const { merchant, operator } = JSON.parse(readFileSync(keysFile, 'utf8')) as Record<'merchant' | 'operator', string>;
  const deadline = Date.now() + WAIT_MAX_MS;
  let waiting = [merchant, operator].flatMap((key) => PROBES.map((path) => ({ key, path })));
  for (;;) {
    const works = await Promise.all(waiting.map(({ key, path }) => isAccepted(`${url}${path}`, key)));
    waiting = waiting.filter((_, index) => works[index] !== true);
    if (waiting.length === 0 || Date.now() >= deadline) return;
    await delay(POLL_MS);
  }
}

async function isAccepted(url: string, key: string): Promise<boolean> {
  const signal = AbortSignal.timeout(WAIT_MAX_MS);
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` }, signal }).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 200;
}
