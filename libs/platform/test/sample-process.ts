import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { typescriptHooks } from '#testing';

/** The sample service in a process of its own. */
export interface SampleProcess {
  readonly pid: number;
  readonly lines: Record<string, unknown>[];
  /** What it wrote that was no log line. */
  readonly words: string[];
  readonly exited: Promise<{ code: number | null; signal: string | null }>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `main.ts` as production does, with this environment only. */
export function startSampleProcess(env: Record<string, string>): SampleProcess {
  const main = fileURLToPath(new URL('./run-sample.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', typescriptHooks, main], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: 'pipe',
  });
  const lines: Record<string, unknown>[] = [];
  const words: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
  });
  createInterface({ input: child.stderr }).on('line', (line) => words.push(line));
  return {
    pid: child.pid ?? 0,
    lines,
    words,
    exited: new Promise((resolve) => {
      child.once('close', (code, signal) => {
        resolve({ code, signal });
      });
    }),
    kill: (signal) => child.kill(signal),
  };
}
