import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningSystem } from './distributed.js';
import type { Environment } from './environments.js';
import { waitUntilKeysWork } from './first-keys.js';
import { launchOptions, UsageError, type LaunchOptions } from './options.js';

type Starter = (options: LaunchOptions, inherited: Environment) => Promise<RunningSystem>;

/** Runs a system in the foreground: ready line, then until SIGINT or SIGTERM, then drained, exit 0. */
export async function launch(starter: Starter): Promise<void> {
  const stopped = stopSignal();
  try {
    const options = launchOptions(process.argv.slice(2), process.env);
    const keysFile = join(options.dataDir, 'keys.json');
    const isFirstStart = !existsSync(keysFile);
    const system = await starter(options, { ...process.env, DEMO_SIGN_IN: options.demo ? 'true' : undefined });
    if (isFirstStart && existsSync(keysFile)) await waitUntilKeysWork(system.url, keysFile);
    announce(system, options, keysFile);
    await stopped;
    console.log('Stopping …');
    await system.stop();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof UsageError ? error.message : error);
    process.exit(1);
  }
}

/** A second signal while draining ends at once: whoever presses Ctrl-C twice means it. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let seen = false;
    const onSignal = (): void => {
      if (seen) process.exit(1);
      seen = true;
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

function announce(system: RunningSystem, options: LaunchOptions, keysFile: string): void {
  console.log(`Kervan is ready at ${system.url}`);
  console.log(`Keys are in ${keysFile}`);
  if (options.printKeys && existsSync(keysFile)) console.log(readFileSync(keysFile, 'utf8'));
}
