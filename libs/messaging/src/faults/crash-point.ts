import { existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Moments at which a sudden death of the process is most likely to lose or to repeat something. */
export const crashPointNames = [
  /** The events of a business transaction are in the outbox, and nothing is committed. */
  'outbox.appended',
  /** The handler is done, and nothing is committed. */
  'handler.before-commit',
  /** Effects are committed, and the bus does not know. */
  'handler.after-commit',
  'consumer.before-offset-commit',
  'consumer.after-offset-commit',
  'relay.before-produce',
  /** The broker has the records, and the outbox does not know. */
  'relay.before-acknowledge',
  'relay.after-acknowledge',
] as const;

/** Name of a moment. */
export type CrashPointName = (typeof crashPointNames)[number];

/** How often a process that may be crashed looks whether it shall, milliseconds. */
const LOOK_EVERY_MS = 100;

let armed: { readonly name: string; passes: number } | null = null;

/**
 * Where a rehearsal may end the process as `kill -9` would. Does nothing, at the cost of one comparison, unless the
 * environment names a folder in KERVAN_CRASH_POINTS and somebody wrote `<name> <passes>` into its file `<pid>`.
 */
export function crashPoint(name: CrashPointName): void {
  if (armed?.name !== name) return;
  armed.passes -= 1;
  if (armed.passes > 0) return;
  writeFileSync(join(process.env['KERVAN_CRASH_POINTS'] ?? '', `${process.pid}.crashed`), name);
  process.kill(process.pid, 'SIGKILL');
}

function lookForOrders(folder: string): void {
  const file = join(folder, String(process.pid));
  if (!existsSync(file)) return;
  const [name = '', passes = '1'] = readFileSync(file, 'utf8').split(' ');
  unlinkSync(file);
  armed = { name, passes: Number(passes) };
}

const folder = process.env['KERVAN_CRASH_POINTS'];
if (folder !== undefined) setInterval(() => lookForOrders(folder), LOOK_EVERY_MS).unref();
