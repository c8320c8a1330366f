/** What decides an event's place among those recorded together. */
interface Told {
  readonly topic: string;
  readonly key: string;
  readonly occurredAt: string;
}

/**
 * By time, so that the stream tells a batch as it happened; but never a later event of a key before an earlier one,
 * whatever a clock that was set back says.
 * @param events those of one key in order.
 */
export function inTellingOrder<T extends Told>(events: readonly T[]): T[] {
  const latestOfKey = new Map<string, number>();
  const placed = events.map((event) => {
    const name = `${event.topic} ${event.key}`;
    const at = Math.max(Date.parse(event.occurredAt), latestOfKey.get(name) ?? Number.NEGATIVE_INFINITY);
    latestOfKey.set(name, at);
    return { event, at };
  });
  return placed.sort((a, b) => a.at - b.at).map(({ event }) => event);
}
