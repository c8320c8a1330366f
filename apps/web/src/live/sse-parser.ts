/** One message of a `text/event-stream`. */
export interface SseMessage {
  id: string | null;
  event: string;
  data: string;
}

/**
 * Reads an event stream as it comes in, in pieces that end anywhere. Comments (heartbeats) give nothing.
 * The browser's EventSource is not used because a new one cannot say where to resume.
 */
export class SseParser {
  private rest = '';
  private id: string | null = null;
  private event = '';
  private data: string[] = [];

  /** The messages that this piece completes. */
  feed(chunk: string): SseMessage[] {
    const messages: SseMessage[] = [];
    const lines = (this.rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const message = this.take(line);
      if (message) messages.push(message);
    }
    return messages;
  }

  private take(line: string): SseMessage | null {
    if (line === '') return this.complete();
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.data.push(value);
    else if (field === 'event') this.event = value;
    else if (field === 'id') this.id = value;
    return null;
  }

  private complete(): SseMessage | null {
    const { event, data } = this;
    this.event = '';
    this.data = [];
    if (data.length === 0) return null;
    return { id: this.id, event: event === '' ? 'message' : event, data: data.join('\n') };
  }
}
