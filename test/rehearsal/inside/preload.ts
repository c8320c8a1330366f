/**
 * What a rehearsal does inside the processes of the product, loaded by `NODE_OPTIONS=--import`: leads the connections
 * to PostgreSQL through the rehearsal's proxy and sets one service's clock wrong. The product itself is as shipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { InsideSettings } from './settings.js';

const folder = process.env['KERVAN_REHEARSAL'];
const service = /apps\/([^/]+)\/src\/main\.js$/.exec(process.argv[1] ?? '')?.[1];
if (folder !== undefined && service !== undefined) rehearseIn(folder, service);

function rehearseIn(place: string, name: string): void {
  const settings = JSON.parse(readFileSync(join(place, 'inside.json'), 'utf8')) as InsideSettings;
  shiftClock(settings.clockShiftMs[name] ?? 0);
  if (settings.databaseProxyPort !== null && settings.throughProxy.includes(name))
    leadThroughProxy(join(settings.dataDir, 'topology.json'), settings.databaseProxyPort);
}

function shiftClock(shiftMs: number): void {
  if (shiftMs === 0) return;
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  RealDate.now = () => realNow() + shiftMs;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [RealDate.now()] : args, newTarget) as Date,
  });
}

/** The port of PostgreSQL is known when the launcher has chosen it, which is before the first service starts. */
function leadThroughProxy(topologyFile: string, proxyPort: number): void {
  const { postgresPort } = JSON.parse(readFileSync(topologyFile, 'utf8')) as { postgresPort: number };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket below
  const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    if (existsSync(topologyFile) && Number(args[0]) === postgresPort) args[0] = proxyPort;
    return connect.apply(this, args);
  };
}
