import type { Query, QueryClient } from '@tanstack/react-query';
import type { EventItem } from '../api/types.js';
import { type ConnectionState, EventConnection } from './event-connection.js';
import { touchedQueries } from './touched-queries.js';

export interface LiveState {
  connection: ConnectionState;
  lastHeardAt: string | null;
  /** The newest events first. */
  recent: readonly EventItem[];
}

/** Events kept for the stream on the first page. More than a person reads back. */
const RECENT_MAX = 200;
/** Changes that come within this are fetched once: a feed of a thousand offers must not ask a thousand times. */
const REFRESH_MS = 1_500;

/** A list of many loaded pages is not asked for again by itself: each page is a request. */
function isShortEnough(query: Query): boolean {
  const pagesMax = query.meta?.['pagesMax'];
  const data = query.state.data as { pages?: unknown[] } | undefined;
  return typeof pagesMax !== 'number' || (data?.pages?.length ?? 0) <= pagesMax;
}

function parseEvent(data: string): EventItem | null {
  try {
    const value = JSON.parse(data) as Partial<EventItem> | null;
    if (!value || typeof value.id !== 'string' || typeof value.type !== 'string') return null;
    return { ...(value as EventItem), data: value.data ?? {} };
  } catch {
    return null;
  }
}

/** What is heard from the server, and what it makes old in the cache. */
export class LiveStore {
  private state: LiveState = { connection: 'connecting', lastHeardAt: null, recent: [] };
  private readonly listeners = new Set<() => void>();
  private readonly touched = new Map<string, readonly string[]>();
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private connection: EventConnection | null = null;

  constructor(private readonly queries: QueryClient) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): LiveState => this.state;

  start(): void {
    this.connection = new EventConnection({
      url: '/v1/events/stream',
      onData: (data) => this.hear(data),
      onState: (connection, gap) => {
        this.set({ connection });
        // The server may have kept less than we missed: what is shown is asked for once more.
        if (gap) void this.queries.invalidateQueries();
      },
    });
    this.connection.start();
  }

  stop(): void {
    this.connection?.stop();
    clearTimeout(this.refreshTimer);
    this.refreshTimer = undefined;
  }

  private hear(data: string): void {
    const event = parseEvent(data);
    if (!event || this.state.recent.some(({ id }) => id === event.id)) return;
    this.set({
      lastHeardAt: new Date().toISOString(),
      recent: [event, ...this.state.recent].slice(0, RECENT_MAX),
    });
    for (const key of touchedQueries(event)) this.touched.set(key.join(' '), key);
    this.refreshTimer ??= setTimeout(() => this.refresh(), REFRESH_MS);
  }

  private refresh(): void {
    this.refreshTimer = undefined;
    const keys = [...this.touched.values()];
    this.touched.clear();
    for (const key of keys) {
      const queryKey = [...key];
      void this.queries.invalidateQueries({ queryKey, refetchType: 'none' });
      void this.queries.refetchQueries({ queryKey, type: 'active', stale: true, predicate: isShortEnough });
    }
  }

  private set(change: Partial<LiveState>): void {
    this.state = { ...this.state, ...change };
    for (const notify of this.listeners) notify();
  }
}
