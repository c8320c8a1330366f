import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm start` and `npm run start:distributed` understand. */
export interface LaunchOptions {
  /** Port of the one address in front. */
  readonly port: number;
  /** Where database, keys and secrets live. */
  readonly dataDir: string;
  /** Whether the demo shop runs: seeded merchant, suppliers, carriers, customers. */
  readonly demo: boolean;
  /** Print the keys once they exist. */
  readonly printKeys: boolean;
}

/** A command line that makes no sense; the message says what to write instead. */
export class UsageError extends Error {
  readonly code = 'USAGE';
}

/** @throws UsageError naming the option. */
export function launchOptions(args: readonly string[], env: NodeJS.ProcessEnv): LaunchOptions {
  const values = parse(args);
  return {
    port: portNumber(values.port ?? env['PORT'] ?? '3000'),
    dataDir: resolve(values.data ?? env['KERVAN_DATA_DIR'] ?? '.kervan'),
    demo: !values['no-demo'],
    printKeys: values['print-keys'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        'no-demo': { type: 'boolean', default: false },
        'print-keys': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\nOptions: --port N, --data FOLDER, --no-demo, --print-keys`);
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError(`--port must be a number from 1 to 65535, not "${text}"`);
  }
  return port;
}
