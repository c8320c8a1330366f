import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OutboundError, OutboundHttp } from '#platform';

const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/echo': (request, response) => {
    request.on('data', (chunk: Buffer) => response.write(chunk)).on('end', () => response.end());
  },
  '/redirect': (_request, response) => {
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  },
  '/large': (_request, response) => {
    response.end(Buffer.alloc(1_048_577));
  },
  '/silent': () => undefined,
  '/drip': (_request, response) => {
    response.write('a');
  },
};

const server = createServer((request, response) => {
  routes[request.url ?? '']?.(request, response);
});
let port: number;
let outbound: OutboundHttp;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  ({ port } = server.address() as AddressInfo);
  outbound = new OutboundHttp(`127.0.0.1:${port}`);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await outbound.onApplicationShutdown();
});

const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
const kindOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'answered',
    (error: unknown) => (error instanceof OutboundError ? error.kind : error),
  );

describe('a call to a partner', () => {
  it('sends and receives text', async () => {
    const answer = await outbound.request({ method: 'POST', url: url('/echo'), body: 'çay', headers: { 'x-a': 'b' } });
    expect(answer).toMatchObject({ status: 200, body: 'çay' });
  });

  it('takes a redirect for an answer', async () => {
    expect(await outbound.request({ method: 'GET', url: url('/redirect') })).toMatchObject({ status: 302 });
  });

  it('ends when the partner is silent, or drips, or says too much', async () => {
    expect(await kindOf(outbound.request({ method: 'GET', url: url('/silent'), timeoutMs: 200 }))).toBe('timeout');
    expect(await kindOf(outbound.request({ method: 'GET', url: url('/drip'), timeoutMs: 200 }))).toBe('timeout');
    expect(await kindOf(outbound.request({ method: 'GET', url: url('/large') }))).toBe('too_large');
  });

  it('tells a partner that is not there from one that may not be called', async () => {
    const nobody = new OutboundHttp('127.0.0.1');
    expect(await kindOf(nobody.request({ method: 'GET', url: 'http://127.0.0.1:1/' }))).toBe('connect');
    await nobody.onApplicationShutdown();
  });

  it.each([
    ['another port of an exempt host', 'http://127.0.0.1:1/'],
    ['a private address by name', 'http://localhost:1/'],
    ['a private address in disguise', 'http://0x7f.1/'],
    ['a mapped address', 'http://[::ffff:127.0.0.1]/'],
    ['the metadata service', 'http://169.254.169.254/latest'],
    ['credentials', 'http://user:pass@example.com/'],
    ['another protocol', 'file:///etc/passwd'],
    ['no address', 'nonsense'],
  ])('refuses %s', async (_what, address) => {
    expect(await kindOf(outbound.request({ method: 'GET', url: address }))).toBe('refused_address');
  });
});
