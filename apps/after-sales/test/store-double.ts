import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** What a test makes the store do with the next request for a refund. */
export type StoreMood = 'well' | 'pays_and_cuts_the_line' | 'cuts_the_line' | 'refuses' | 'busy';

interface Payment {
  readonly externalOrderId: string;
  readonly amountMinor: number;
  readonly reference: string;
}

/** A store with a till: pays once per key, and can be ill. */
export class StoreDouble {
  static readonly secret = `whsec_${Buffer.from('secret of the store double').toString('base64')}`;
  /** Moods of the next requests, then well again. */
  readonly moods: StoreMood[] = [];
  readonly payments = new Map<string, Payment>();
  requests = 0;
  questions = 0;

  private constructor(private readonly server: ReturnType<typeof createServer>) {}

  static async start(): Promise<StoreDouble> {
    const server = createServer();
    const store = new StoreDouble(server);
    server.on('request', (request, response) => void store.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return store;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/refunds`;
  }

  /** What was paid for an order. */
  paidFor(externalOrderId: string): number[] {
    return [...this.payments.values()].filter((p) => p.externalOrderId === externalOrderId).map((p) => p.amountMinor);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'GET') {
      this.questions += 1;
      const payment = this.payments.get((request.url ?? '').split('/').at(-1) ?? '');
      say(response, payment ? 200 : 404, payment ? { reference: payment.reference } : {});
      return;
    }
    this.requests += 1;
    const body = Buffer.concat(chunks).toString('utf8');
    new Webhook(StoreDouble.secret).verify(body, request.headers as Record<string, string>);
    const mood = this.moods.shift() ?? 'well';
    const pays = mood === 'well' || mood === 'pays_and_cuts_the_line';
    const reference = pays ? this.pay(String(request.headers['idempotency-key']), body) : undefined;
    if (mood === 'cuts_the_line' || mood === 'pays_and_cuts_the_line') request.socket.destroy();
    else say(response, { well: 201, refuses: 422, busy: 429 }[mood], { reference });
  }

  private pay(key: string, body: string): string {
    const { externalOrderId, amountMinor } = JSON.parse(body) as Payment;
    const payment = this.payments.get(key) ?? { externalOrderId, amountMinor, reference: `rf-${key.slice(-8)}` };
    this.payments.set(key, payment);
    return payment.reference;
  }
}

function say(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
