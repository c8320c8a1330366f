import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One webhook as it arrived. */
export interface ReceivedWebhook {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly event: { type: string; timestamp: string; data: Record<string, unknown> };
}

type Reaction = number | 'hang' | 'reset' | { status: number; headers: Record<string, string> };

/** A partner's server: a real one, that answers as the test wants. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  private reactions: Reaction[] = [];
  private otherwise: Reaction = 204;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const endpoint = new WebhookReceiver(server, `http://127.0.0.1:${port}/hooks?tenant=1`);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        endpoint.received.push({
          headers: request.headers,
          body,
          event: JSON.parse(body) as ReceivedWebhook['event'],
        });
        const reaction = endpoint.reactions.shift() ?? endpoint.otherwise;
        if (reaction === 'hang') return;
        if (reaction === 'reset') request.socket.destroy();
        else if (typeof reaction === 'number') response.writeHead(reaction).end();
        else response.writeHead(reaction.status, reaction.headers).end();
      });
    });
    return endpoint;
  }

  /** What to do with the next calls, one each; then as before. */
  next(...reactions: Reaction[]): void {
    this.reactions = reactions;
  }

  /** What to do with every call. */
  always(reaction: Reaction): void {
    this.reactions = [];
    this.otherwise = reaction;
  }

  /** Webhooks about one purchase order. */
  about(purchaseOrderId: string): ReceivedWebhook[] {
    return this.received.filter(({ event }) => event.data['id'] === purchaseOrderId);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((closed) => this.server.close(() => closed()));
  }
}
