import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '#local-services';

export interface KervanProcessOptions {
  readonly mode: 'all-in-one' | 'distributed';
  /** Kept when given, else a temporary folder that `stop` removes. */
  readonly dataDir?: string;
  readonly demo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the compiled product is, as a folder with `dist`. Default: here. */
  readonly root?: string;
}

/** `<data>/keys.json` as the product writes it. */
export interface Keys {
  readonly merchant: string;
  readonly operator: string;
  readonly suppliers: Readonly<Record<string, string>>;
}

/** One entry of `<data>/processes.json`. */
export interface ProcessEntry {
  readonly pid: number;
  readonly port: number;
}

/** Only a start that hangs takes longer: a busy machine with two cores needed 90 s. */
const READY_WITHIN_MS = 300_000;
/** How long a start that failed may take to end its processes. */
const STOP_WITHIN_MS = 60_000;
const START_TRIES_MAX = 3;
const mains = { 'all-in-one': 'start.main.js', distributed: 'distributed.main.js' };

/** The product started as its users start it: a child process that is spoken to over HTTP alone. */
export class KervanProcess {
  private constructor(
    readonly url: string,
    readonly dataDir: string,
    /** From spawning the process to its ready line. */
    readonly readyMs: number,
    readonly output: readonly string[],
    private readonly child: ChildProcess,
    private readonly ownsData: boolean,
  ) {}

  /**
   * Starts it; again when somebody took one of its ports between the choice and the use, which of a service's port only
   * its log tells.
   */
  static async start(options: KervanProcessOptions): Promise<KervanProcess> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await KervanProcess.startOnce(options);
      } catch (error) {
        if (tries === START_TRIES_MAX || !/EADDRINUSE|SERVICE_NOT_READY/.test(String(error))) throw error;
      }
    }
  }

  private static async startOnce(options: KervanProcessOptions): Promise<KervanProcess> {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'kervan-'));
    const port = await freePort();
    const root = options.root ?? process.cwd();
    const main = join(root, 'dist/apps/launcher/src', mains[options.mode]);
    const args = ['--port', String(port), '--data', dataDir, ...(options.demo === false ? ['--no-demo'] : [])];
    const startedAt = performance.now();
    const child = spawn(process.execPath, ['--enable-source-maps', main, ...args], {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    await readyLine(child, output);
    const readyMs = performance.now() - startedAt;
    return new KervanProcess(
      `http://127.0.0.1:${String(port)}`,
      dataDir,
      readyMs,
      output,
      child,
      options.dataDir === undefined,
    );
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  keys(): Keys {
    return JSON.parse(readFileSync(join(this.dataDir, 'keys.json'), 'utf8')) as Keys;
  }

  /** Distributed mode: what runs now. A process that is being started again is absent. */
  processes(): Readonly<Record<string, ProcessEntry>> {
    const file = join(this.dataDir, 'processes.json');
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, ProcessEntry>) : {};
  }

  /** Address of one of the embedded server's databases, as its owner: for checkers, which must see the tables. */
  databaseUrl(database: string): string {
    const password = readFileSync(join(this.dataDir, 'postgres/password'), 'utf8').trim();
    const { postgresPort } = JSON.parse(readFileSync(join(this.dataDir, 'topology.json'), 'utf8')) as {
      postgresPort: number;
    };
    return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${String(postgresPort)}/${database}`;
  }

  /** SIGTERM, drained. @returns the exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await exited;
    }
    if (this.ownsData) rmSync(this.dataDir, { recursive: true, force: true });
    return this.child.exitCode;
  }
}

/** By SIGTERM: killed outright, it would leave its services, database and broker behind. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(timer);
}

async function readyLine(child: ChildProcess, output: string[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    const why = (reason: string): Error => new Error(`${reason}\n${output.slice(-40).join('\n')}`);
    timer = setTimeout(() => reject(why(`not ready within ${String(READY_WITHIN_MS)} ms`)), READY_WITHIN_MS);
    child.once('exit', (code) => reject(why(`ended with ${String(code)} before it was ready`)));
  });
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        if (line.startsWith('Kervan is ready at')) resolve();
      });
    }
  });
  try {
    await Promise.race([ready, failed]);
  } catch (error) {
    await ended(child);
    throw error;
  } finally {
    clearTimeout(timer);
    failed.catch(() => undefined);
  }
}
