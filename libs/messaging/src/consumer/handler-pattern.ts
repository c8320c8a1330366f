import type { EventInfo } from '#contracts';

/** What a handler is registered under: type and version, because versions are separate classes. */
export function handlerPattern({ type, version }: Pick<EventInfo, 'type' | 'version'>): string {
  return `${type}@${version}`;
}
