import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const ATTEMPT_MS = 1_000;
const PAUSE_MS = 100;

/** ApiVersions, version 0, correlation id 1, no client id: the one request that every broker answers. */
const API_VERSIONS_REQUEST = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);

/**
 * Waits until a broker answers the Kafka protocol: a port may listen long before (Docker's does at once).
 * @returns false when `ended` settles or the time is over before.
 */
export async function kafkaAnswers(port: number, ended: Promise<void>, timeoutMs: number): Promise<boolean> {
  let isOver = false;
  void ended.then(() => (isOver = true));
  const deadline = Date.now() + timeoutMs;
  const mayTry = (): boolean => !isOver && Date.now() < deadline;
  while (mayTry()) {
    if (await answersOnce(port)) return true;
    await delay(PAUSE_MS);
  }
  return false;
}

function answersOnce(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ATTEMPT_MS, () => end(false));
    socket.once('connect', () => socket.write(API_VERSIONS_REQUEST));
    // Length (4 bytes), then the correlation id that was sent.
    socket.once('data', (answer) => end(answer.length >= 8 && answer.readInt32BE(4) === 1));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
  });
}
