import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { typescriptHooks } from '#testing';

/** A build that is ready to consume. */
export interface RunningBuild {
  /** As a deployment ends it. @returns the exit code. */
  stop(): Promise<number | null>;
}

/** Starts one build of the service and waits until it consumes. @throws Error with what it said when it ends before. */
export async function startBuild(build: 'old' | 'new', env: Readonly<Record<string, string>>): Promise<RunningBuild> {
  const main = fileURLToPath(new URL('./run-build.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', typescriptHooks, main, build], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => words.push(line));
  const ended = once(child, 'exit') as Promise<[code: number | null]>;
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (line === 'ready') resolve();
      else words.push(line);
    });
  });
  const early = ended.then(([code]) => {
    throw new Error(`The ${build} build ended with ${String(code)}: ${words.join('\n')}`);
  });
  early.catch(() => undefined);
  await Promise.race([ready, early]);
  return {
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}
