import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the range from which systems give ports to outgoing connections (Linux: 32768 and up): a port of that
 * range is often taken by somebody's connection between the moment it was found free and the moment it is used.
 */
const PORT_MIN = 15_000;
const PORT_MAX = 30_000;
const TRIES = 50;

/** A TCP port on which nobody listens now. Somebody else may take it before you do: retry then. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(PORT_MIN, PORT_MAX);
    if (await canListen(port, host)) return port;
  }
  throw new Error(`no free TCP port between ${PORT_MIN} and ${PORT_MAX} in ${TRIES} tries`);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
