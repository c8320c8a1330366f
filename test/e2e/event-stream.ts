import type { KervanProcess } from '../harness/kervan-process.js';

/** One event as a browser would hear it. */
export interface HeardEvent {
  readonly id: string;
  readonly data: Record<string, unknown>;
}

/** How long a stream may stay silent while something is expected. */
const SILENCE_MAX_MS = 40_000;

/** A listener to the event stream, as a browser's `EventSource`. */
export class EventStream {
  private text = '';

  private constructor(
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
    private readonly abort: AbortController,
  ) {}

  static async open(kervan: KervanProcess, key: string, lastEventId?: string): Promise<EventStream> {
    const abort = new AbortController();
    const resume = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const response = await fetch(`${kervan.url}/v1/events/stream`, {
      headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream', ...resume },
      signal: abort.signal,
    });
    if (response.status !== 200 || !response.body) throw new Error(`the stream answered ${String(response.status)}`);
    return new EventStream(response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>, abort);
  }

  /** Everything heard up to the event that is waited for. */
  async until(isLast: (event: HeardEvent) => boolean): Promise<HeardEvent[]> {
    const heard: HeardEvent[] = [];
    const timer = setTimeout(() => this.abort.abort(new Error('the stream stayed silent')), SILENCE_MAX_MS);
    const decoder = new TextDecoder();
    try {
      for (;;) {
        const { done, value } = await this.reader.read();
        if (done) throw new Error('the stream ended');
        this.text += decoder.decode(value, { stream: true });
        const blocks = this.text.split('\n\n');
        this.text = blocks.pop() ?? '';
        heard.push(...blocks.flatMap(eventsOf));
        const last = heard.findIndex(isLast);
        if (last !== -1) return heard.slice(0, last + 1);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.abort.abort();
  }
}

/** A block may be a comment or a retry time: no event. */
function eventsOf(block: string): HeardEvent[] {
  const field = (name: string): string[] =>
    block.split('\n').flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).trim()] : []));
  const [id] = field('id');
  const data = field('data').join('\n');
  return id === undefined || data === '' ? [] : [{ id, data: JSON.parse(data) as HeardEvent['data'] }];
}
