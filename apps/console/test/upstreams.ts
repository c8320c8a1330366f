import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A small server in the place of one service. */
export interface Upstream {
  readonly url: string;
  /** Everything that was asked, oldest first. */
  readonly requests: { readonly method: string; readonly url: string; readonly headers: IncomingMessage['headers'] }[];
  /** Answers everything but what the defaults answer; may be replaced at any time. */
  handler: Handler;
  /** How `/v1/whoami` answers: a service that has not heard of a key yet says 401. */
  acceptsKeys: boolean;
  stop(): Promise<void>;
}

export const answerJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export async function startUpstream(): Promise<Upstream> {
  const server = createServer((request, response) => {
    upstream.requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    if (request.url === '/v1/whoami') answerJson(response, upstream.acceptsKeys ? 200 : 401, {});
    else if (request.url === '/health/ready') answerJson(response, 200, { status: 'ok', checks: {} });
    else upstream.handler(request, response);
  });
  const upstream = {
    url: await listen(server),
    requests: [] as Upstream['requests'][number][],
    acceptsKeys: true,
    handler: ((_request, response) => answerJson(response, 404, { code: 'NOT_FOUND' })) as Handler,
    stop: () => close(server),
  };
  return upstream;
}

/** An address where nobody listens. */
export async function deadUrl(): Promise<string> {
  const server = createServer();
  const url = await listen(server);
  await close(server);
  return url;
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
