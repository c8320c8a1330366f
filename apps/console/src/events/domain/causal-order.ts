/** What decides an event's place in a timeline. */
export interface Placeable {
  readonly id: string;
  readonly topic: string;
  /** Counts the events of the order within its topic. */
  readonly keyVersion: number;
  /** The event whose handling caused this one. */
  readonly causationId: string | null;
  readonly occurredAt: Date;
}

/**
 * Orders the events of one order, told by several services whose clocks may disagree: a cause stands before its
 * effects and a topic's events stand in their version order, whatever the clocks say; apart from that time decides.
 */
export function inCausalOrder<T extends Placeable>(events: readonly T[]): T[] {
  const waitsFor = predecessors(events);
  const placed = new Set<string>();
  // Oldest first, so that the first one that may stand next is the one that should.
  const waiting = [...events].sort(byTime);
  const ordered: T[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex((event) => waitsFor.get(event.id)?.every((id) => placed.has(id)) ?? true);
    // A circle cannot come from honest services; then time alone has to do.
    const [next] = waiting.splice(Math.max(free, 0), 1);
    if (!next) break;
    placed.add(next.id);
    ordered.push(next);
  }
  return ordered;
}

function predecessors(events: readonly Placeable[]): Map<string, string[]> {
  const known = new Set(events.map((event) => event.id));
  const previousInTopic = new Map<string, string>();
  const waitsFor = new Map<string, string[]>();
  for (const event of [...events].sort((a, b) => a.keyVersion - b.keyVersion)) {
    const causes = [previousInTopic.get(event.topic), event.causationId].filter(
      (id): id is string => id != null && id !== event.id && known.has(id),
    );
    waitsFor.set(event.id, causes);
    previousInTopic.set(event.topic, event.id);
  }
  return waitsFor;
}

const byTime = (a: Placeable, b: Placeable): number =>
  a.occurredAt.getTime() - b.occurredAt.getTime() || a.keyVersion - b.keyVersion || (a.id < b.id ? -1 : 1);
