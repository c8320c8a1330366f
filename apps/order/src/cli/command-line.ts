import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** As most commands of Unix: called wrongly. */
const EXIT_USAGE = 2;

/**
 * Reads a command's options. An option that does not exist, or a missing `required` one, is answered with the usage and
 * exit code 2; `--help` with the usage alone.
 * @returns null when there is nothing to do but to end.
 */
export function commandLine<T extends ParseArgsOptionsConfig>(
  options: T,
  required: Extract<keyof T, string>,
  usage: string,
  args: readonly string[] = process.argv.slice(2),
): ReturnType<typeof parseArgs<{ options: T }>>['values'] | null {
  if (args.includes('--help')) {
    console.log(usage);
    return null;
  }
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (required in values) return values;
    console.error(usage);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
  process.exitCode = EXIT_USAGE;
  return null;
}

/** Ends with 1 and the message of what went wrong, never with a stack. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  await command().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
