import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { eventually } from '#testing';

export interface StreamedEvent {
  readonly id: string;
  readonly data: { readonly id: string; readonly type: string; readonly orderId: string | null };
}

/** A live view as a browser keeps it, with what it got so far. */
export class EventSource {
  readonly events: StreamedEvent[] = [];
  status = 0;
  headers: IncomingMessage['headers'] = {};
  isClosed = false;
  private rest = '';

  /** All that were opened; a failed test leaves some behind. */
  private static readonly opened = new Set<EventSource>();

  private constructor(private readonly outgoing: ClientRequest) {
    EventSource.opened.add(this);
  }

  static closeAll(): void {
    for (const source of EventSource.opened) source.close();
    EventSource.opened.clear();
  }

  static async open(url: string, key: string, lastEventId?: string): Promise<EventSource> {
    const headers = {
      authorization: `Bearer ${key}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    };
    const outgoing = request(url, { headers });
    const source = new EventSource(outgoing);
    outgoing.on('error', () => undefined).on('close', () => (source.isClosed = true));
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve).once('error', reject).end();
    });
    source.status = response.statusCode ?? 0;
    source.headers = response.headers;
    response
      .setEncoding('utf8')
      .on('data', (text: string) => source.take(text))
      .on('error', () => undefined);
    return source;
  }

  /** Waits until it got so many. */
  got(count: number): Promise<StreamedEvent[]> {
    return eventually(() => {
      if (this.events.length < count) throw new Error(`only ${this.events.length} of ${count} events came`);
      return this.events;
    });
  }

  close(): void {
    this.outgoing.destroy();
  }

  private take(text: string): void {
    const frames = (this.rest + text).split('\n\n');
    this.rest = frames.pop() ?? '';
    for (const frame of frames) {
      const fields = new Map(
        frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      const data = fields.get('data');
      if (data !== undefined)
        this.events.push({ id: fields.get('id') ?? '', data: JSON.parse(data) as StreamedEvent['data'] });
    }
  }
}
