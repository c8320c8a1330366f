import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '#local-services';
import { KervanProcess } from '../harness/kervan-process.js';
import { summarise, type Benchmark, type Round } from './benchmark.js';

const ROUNDS = 5;

interface Started {
  readonly seconds: number;
  readonly residentMiB: number;
}

/** Seconds from spawning to ready, on data that exists, and the resident memory at that moment. */
export const start: Benchmark = {
  name: 'start',
  about: 'seconds to ready and resident memory, beside a bare Nest and TypeORM process',
  async run(report) {
    const dataDir = mkdtempSync(join(tmpdir(), 'kervan-bench-'));
    const first = await startProduct(join(dataDir, 'product'));
    report(`first start, with an empty data folder: ${first.seconds.toFixed(2)} s`);
    const postgres = await startPostgres({ dataDir: join(dataDir, 'reference') });
    const rounds: Round[] = [];
    const memory: { product: number[]; bare: number[]; postgres: number[] } = { product: [], bare: [], postgres: [] };
    for (let round = 1; round <= ROUNDS; round += 1) {
      const product = await startProduct(join(dataDir, 'product'));
      const bare = await startBare(postgres.url);
      rounds.push({ product: product.seconds, references: { 'bare Nest and TypeORM': bare.seconds } });
      memory.product.push(product.residentMiB);
      memory.postgres.push(product.databaseMiB);
      memory.bare.push(bare.residentMiB);
      report(
        `round ${round}: product ${product.seconds.toFixed(2)} s ${product.residentMiB} MiB, bare ${bare.seconds.toFixed(2)} s ${bare.residentMiB} MiB`,
      );
    }
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
    return summarise('start', 's', rounds, {
      firstStartSeconds: Math.round(first.seconds * 100) / 100,
      residentMiB: {
        product: median(memory.product),
        bareNest: median(memory.bare),
        embeddedPostgres: median(memory.postgres),
      },
    });
  },
};

async function startProduct(dataDir: string): Promise<Started & { databaseMiB: number }> {
  const kervan = await KervanProcess.start({ mode: 'all-in-one', dataDir, env: { ORDERS_PER_MINUTE: '0' } });
  const residentMiB = residentOf(kervan.pid);
  const databaseMiB = childrenOf(kervan.pid).reduce((sum, pid) => sum + proportionalOf(pid), 0);
  await kervan.stop();
  return { seconds: kervan.readyMs / 1000, residentMiB, databaseMiB };
}

async function startBare(databaseUrl: string): Promise<Started> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(process.cwd(), 'dist/test/bench/bare-nest.main.js')], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const seconds = (performance.now() - startedAt) / 1000;
  const residentMiB = residentOf(child.pid ?? 0);
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  return { seconds, residentMiB };
}

const residentOf = (pid: number): number => field(`/proc/${String(pid)}/status`, 'VmRSS');
/** Shared buffers are counted once over all of PostgreSQL's processes. */
const proportionalOf = (pid: number): number => field(`/proc/${String(pid)}/smaps_rollup`, 'Pss');

function field(file: string, name: string): number {
  try {
    const match = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'));
    return Math.round(Number(match?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
  const direct = parents.filter(({ parent }) => parent === pid).map((child) => child.pid);
  return direct.flatMap((child) => [child, ...childrenOf(child)]);
}

function parentOf(pid: string): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
