import type { ParkedMessage } from '../api/types.js';

/** Parked messages that stopped for the same cause. */
export interface ParkedGroup {
  id: string;
  service: string;
  type: string | null;
  errorCode: string;
  errorClass: ParkedMessage['errorClass'];
  /** The whole error, once. */
  errorDetail: string;
  firstAt: string;
  lastAt: string;
  /** Orders or other keys that stand still; those that were released go on. */
  keys: number;
  messages: ParkedMessage[];
}

/** Messages queued behind another say nothing about a cause of their own: they come last. */
const rank = { poison: 0, gap: 1, retryable: 2, behind: 3 } as const;

const causeOf = ({ service, errorCode, errorClass, type }: ParkedMessage): string =>
  [service, errorClass, errorCode, type ?? ''].join(' ');

/** Groups by cause; those that need a person first, among them those that stop most. */
export function groupByCause(messages: readonly ParkedMessage[]): ParkedGroup[] {
  const byCause = new Map<string, ParkedMessage[]>();
  for (const message of messages) byCause.set(causeOf(message), [...(byCause.get(causeOf(message)) ?? []), message]);
  return [...byCause.entries()]
    .flatMap(([id, members]) => {
      const sorted = [...members].sort((a, b) => Date.parse(a.firstParkedAt) - Date.parse(b.firstParkedAt));
      const first = sorted[0];
      const last = sorted.at(-1);
      if (!first || !last) return [];
      return {
        id,
        service: first.service,
        type: first.type,
        errorCode: first.errorCode,
        errorClass: first.errorClass,
        errorDetail: first.errorDetail,
        firstAt: first.firstParkedAt,
        lastAt: last.firstParkedAt,
        keys: new Set(sorted.filter(({ holdsKey }) => holdsKey).map(({ key }) => key)).size,
        messages: sorted,
      };
    })
    .sort((a, b) => rank[a.errorClass] - rank[b.errorClass] || b.messages.length - a.messages.length);
}
