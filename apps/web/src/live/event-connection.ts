import { SseParser } from './sse-parser.js';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'refused';

interface ConnectionOptions {
  url: string;
  onData: (data: string) => void;
  /** `gap` is true when the connection is back after it was lost. */
  onState: (state: ConnectionState, gap: boolean) => void;
}

/** The first wait before connecting again, doubled up to the last: a restart of the server is over in seconds. */
const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 10_000;
/** Silence after which a connection counts as dead: several heartbeats of the server. */
const QUIET_MAX_MS = 60_000;

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** An event stream that is opened again for as long as it is wanted, each time from the last event it saw. */
export class EventConnection {
  private readonly stopped = new AbortController();
  private lastEventId: string | null = null;
  private retryMs = RETRY_FIRST_MS;
  private lost = false;

  constructor(private readonly options: ConnectionOptions) {}

  start(): void {
    void this.run();
  }

  stop(): void {
    this.stopped.abort();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopped;
    this.options.onState('connecting', false);
    while (!signal.aborted) {
      const answer = await this.read().catch(() => 'lost' as const);
      // Asked through a function: while waiting, somebody may have stopped the connection.
      if (this.isStopped()) return;
      if (answer === 'refused') {
        this.options.onState('refused', false);
        return;
      }
      this.lost = true;
      this.options.onState('reconnecting', false);
      await wait(this.retryMs * (0.5 + Math.random() / 2), signal);
      this.retryMs = Math.min(RETRY_MAX_MS, this.retryMs * 2);
    }
  }

  private isStopped(): boolean {
    return this.stopped.signal.aborted;
  }

  /** One connection, until it ends. */
  private async read(): Promise<'ended' | 'refused'> {
    const quiet = new AbortController();
    const signal = AbortSignal.any([this.stopped.signal, quiet.signal]);
    let watchdog = setTimeout(() => quiet.abort(), QUIET_MAX_MS);
    try {
      const response = await fetch(this.options.url, {
        credentials: 'same-origin',
        headers: {
          accept: 'text/event-stream',
          ...(this.lastEventId === null ? {} : { 'last-event-id': this.lastEventId }),
        },
        signal,
      });
      if (response.status >= 400 && response.status < 500 && response.status !== 429) return 'refused';
      if (!response.ok || !response.body) throw new Error(`event stream answered ${response.status}`);
      this.options.onState('live', this.lost);
      this.retryMs = RETRY_FIRST_MS;
      const parser = new SseParser();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return 'ended';
        clearTimeout(watchdog);
        watchdog = setTimeout(() => quiet.abort(), QUIET_MAX_MS);
        this.deliver(parser, value);
      }
    } finally {
      clearTimeout(watchdog);
    }
  }

  private deliver(parser: SseParser, chunk: string): void {
    for (const message of parser.feed(chunk)) {
      if (message.id !== null && message.id !== '') this.lastEventId = message.id;
      this.options.onData(message.data);
    }
  }
}
