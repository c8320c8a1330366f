import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a carrier answers to one question. */
export interface CarrierAnswer {
  readonly status: number;
  readonly body: string;
}

/** A carrier's tracking server that a test holds in its hand. Remembers when it was asked about what. */
export class CarrierDouble {
  readonly asked: { number: string; at: number }[] = [];
  private readonly answers = new Map<string, CarrierAnswer>();
  private readonly server: Server = createServer((request, response) => {
    void text(request).then((question) => {
      const inSoap = /<keys[^>]*>([^<]*)</.exec(question)?.[1];
      const number = inSoap ?? decodeURIComponent((request.url ?? '').replace('/track/', ''));
      this.asked.push({ number, at: Date.now() });
      const { status, body } = this.answers.get(number) ?? { status: 404, body: '{}' };
      response.writeHead(status, { 'content-type': inSoap === undefined ? 'application/json' : 'text/xml' }).end(body);
    });
  });

  /** Starts it; returns its address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  answer(number: string, body: unknown, status = 200): void {
    this.answers.set(number, { status, body: typeof body === 'string' ? body : JSON.stringify(body) });
  }

  /** Times that it was asked about a number. */
  times(number: string): number {
    return this.asked.filter((question) => question.number === number).length;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
