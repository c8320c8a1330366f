import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '#local-services';
import { loadTopology, serviceNames, type Topology } from './topology.js';

/**
 * A port was looked for while nobody listened yet. Once in a while a service was given the port of the console: the
 * console could not start, and was started again for ever.
 */
let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kervan-topology-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const portsOf = ({ ports, mailPort, postgresPort, kafkaPort }: Topology): number[] => [
  ...Object.values(ports),
  ...[mailPort, postgresPort, kafkaPort],
];

it('gives no port to two processes', async () => {
  const [front, wanted] = [await freePort(), await freePort()];
  const ports = Object.fromEntries([...serviceNames, 'simulator'].map((name) => [name, wanted]));
  const known = { ports, mailPort: wanted, postgresPort: front, kafkaPort: wanted };
  writeFileSync(join(dataDir, 'topology.json'), JSON.stringify(known));
  const topology = await loadTopology(dataDir, front);
  expect(new Set(portsOf(topology)).size).toBe(portsOf(topology).length);
  expect(topology.ports.console).toBe(front);
  expect(JSON.parse(readFileSync(join(dataDir, 'topology.json'), 'utf8'))).toEqual(topology);
});
