import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The docstring in front of each exported event class, as one line, by class name. */
export function sourceDocumentation(eventsFolder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(eventsFolder).filter((name) => name.endsWith('.ts'))) {
    const source = readFileSync(join(eventsFolder, file), 'utf8');
    for (const match of source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\n@Event[^\n]*\nexport class (\w+)/g)) {
      const [, comment = '', className = ''] = match;
      found.set(
        className,
        comment
          .replace(/^\s*\*? ?/gm, '')
          .replace(/\s+/g, ' ')
          .trim(),
      );
    }
  }
  return found;
}
