import { createECDH, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { freePort } from '#local-services';

/** The services in the order in which they are started. */
export const serviceNames = [
  'order',
  'supplier-sync',
  'shipping-tracker',
  'after-sales',
  'notification',
  'console',
] as const;
/** The demo's outside world is started like a service but is none. */
export type ProcessName = (typeof serviceNames)[number] | 'simulator';

/** Ports and secrets of one data folder, the same at every start, so that what partners were told stays true. */
export interface Topology {
  readonly ports: Readonly<Record<ProcessName, number>>;
  readonly mailPort: number;
  readonly postgresPort: number;
  readonly kafkaPort: number;
  /** Standard Webhooks secret (`whsec_…`) that the demo's carriers sign with. */
  readonly carrierSecret: string;
  /** Standard Webhooks secret that requests to the demo's store for refunds are signed with. */
  readonly refundSecret: string;
  /** What the demo's telephone networks and the product know each other by. */
  readonly phoneSecret: string;
  /** By which push services know the demo (RFC 8292): a key pair on P-256, base64url. */
  readonly pushKeys: PushKeys;
}

/** A key pair on P-256, base64url; the public one uncompressed. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const isPortFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** Reads the data folder's topology or makes one; a port that somebody else took meanwhile is replaced. */
export async function loadTopology(dataDir: string, frontPort: number): Promise<Topology> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'topology.json');
  // A folder of an older release knows nothing of services and secrets that came later.
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Topology>) : {};
  // Nobody listens yet: a port that is found free could be the front's, or have been given to another a moment ago.
  const taken = new Set([frontPort]);
  const keep = async (before: number | undefined): Promise<number> => {
    let port = before;
    while (port === undefined || taken.has(port) || !(await isPortFree(port))) port = await freePort();
    taken.add(port);
    return port;
  };

  const ports = {} as Record<ProcessName, number>;
  for (const name of [...serviceNames, 'simulator'] as const)
    ports[name] = name === 'console' ? frontPort : await keep(known.ports?.[name]);
  const topology: Topology = {
    ports,
    mailPort: await keep(known.mailPort),
    postgresPort: await keep(known.postgresPort),
    kafkaPort: await keep(known.kafkaPort),
    carrierSecret: known.carrierSecret ?? newSecret(),
    refundSecret: known.refundSecret ?? newSecret(),
    phoneSecret: known.phoneSecret ?? newSecret(),
    pushKeys: known.pushKeys ?? newPushKeys(),
  };
  writePrivately(file, JSON.stringify(topology, null, 2));
  return topology;
}

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

function newPushKeys(): PushKeys {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return { publicKey: ecdh.getPublicKey('base64url'), privateKey: ecdh.getPrivateKey('base64url') };
}

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivately(file: string, content: string): void {
  const draft = `${file}.${String(process.pid)}.tmp`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
}
