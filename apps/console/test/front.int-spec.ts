import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { startConsole, type ConsoleUnderTest } from './console-under-test.js';
import { answerJson, deadUrl } from './upstreams.js';

const MIB = 1024 * 1024;
let console: ConsoleUnderTest;
let webDir: string;

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'kervan-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Kervan</title>');
  await writeFile(join(webDir, 'assets', 'app-1234.js'), 'export {};');
  await writeFile(join(webDir, '.secret'), 'secret');
  console = await startConsole({ WEB_DIR: webDir, NOTIFICATION_URL: await deadUrl(), PROXY_TIMEOUT_MS: '300' });
});
afterAll(async () => {
  await console.stop();
  await rm(webDir, { recursive: true });
});
afterEach(() => {
  for (const upstream of Object.values(console.upstreams)) {
    upstream.handler = (_request, response) => answerJson(response, 404, {});
    upstream.requests.length = 0;
  }
});

describe('the way to a service', () => {
  it.each([
    ['order', '/v1/orders?status=held'],
    ['order', '/v1/orders/4'],
    ['order', '/v1/orders/4/decisions'],
    ['order', '/v1/routing/preview'],
    ['order', '/v1/stores'],
    ['order', '/v1/offers?sku=MUG'],
    ['order', '/v1/webhooks/shopify/7'],
    ['order', '/v1/webhooks/woocommerce/7'],
    ['supplierSync', '/v1/suppliers/4'],
    ['supplierSync', '/v1/feeds?mode=full'],
    ['supplierSync', '/v1/listings'],
    ['supplierSync', '/v1/purchase-orders/4/acknowledgements'],
    ['shippingTracker', '/v1/shipments?orderId=4'],
    ['shippingTracker', '/v1/webhooks/carriers/ups'],
    ['shippingTracker', '/track/a%2Fb'],
  ] as const)('leads to %s for %s', async (name, path) => {
    console.upstreams[name].handler = (_request, response) => answerJson(response, 200, { from: name });
    expect(await console.http('kv_x').get(path)).toMatchObject({ status: 200, body: { from: name } });
    expect(console.upstreams[name].requests.at(-1)).toMatchObject({ method: 'GET', url: path });
  });

  it('keeps the caller’s key and tells the service who asked, how and in which trace', async () => {
    console.upstreams.order.handler = (_request, response) => answerJson(response, 200, {});
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await console.http('kv_merchant_x').get('/v1/orders', { traceparent, 'x-forwarded-for': '203.0.113.9' });
    const headers = console.upstreams.order.requests.at(-1)?.headers ?? {};
    expect(headers).toMatchObject({
      authorization: 'Bearer kv_merchant_x',
      'x-forwarded-for': '203.0.113.9, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': new URL(console.service.url).host,
    });
    expect(headers['traceparent']).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
  });

  it('hands answers back as they are: status, headers, redirects, problems', async () => {
    console.upstreams.order.handler = (_request, response) =>
      response.writeHead(422, { 'content-type': 'application/problem+json', 'x-own': '1' }).end('{"code":"X"}');
    const problem = await console.http().post('/v1/orders', { a: 1 }, { 'idempotency-key': 'k' });
    expect(problem).toMatchObject({ status: 422, body: { code: 'X' } });
    expect(problem.headers.get('x-own')).toBe('1');
    expect(console.upstreams.order.requests.at(-1)?.headers['idempotency-key']).toBe('k');
    console.upstreams.order.handler = (_request, response) => response.writeHead(302, { location: '/there' }).end();
    expect((await console.http().get('/v1/orders/old')).headers.get('location')).toBe('/there');
  });

  it('does not stray: a path with dots in it stays with its service or is refused', async () => {
    console.upstreams.order.handler = (_request, response) => answerJson(response, 200, {});
    const answer = await rawGet('/v1/orders/..%2f..%2fmetrics');
    expect([200, 400, 404]).toContain(answer.status);
    for (const { url } of console.upstreams.order.requests) expect(url).toMatch(/^\/v1\/orders/);
  });
});

describe('bodies', () => {
  it('arrive byte for byte, whatever they say they are, so that signatures hold', async () => {
    const received: Buffer[] = [];
    console.upstreams.order.handler = (incoming, response) => {
      incoming.on('data', (chunk: Buffer) => received.push(chunk)).on('end', () => answerJson(response, 200, {}));
    };
    const spaced = Buffer.from('{ "total_price":"10.00",\n\t"note" : "\\u00fc\u00fc" , "__proto__":1 }');
    for (const [bytes, type] of [
      [spaced, 'application/json'],
      [randomBytes(4_096), 'application/json; charset=latin1'],
      [randomBytes(4_096), 'application/x-www-form-urlencoded'],
    ] as const) {
      received.length = 0;
      const answer = await console
        .http()
        .post('/v1/webhooks/shopify/7', new Uint8Array(bytes), { 'content-type': type });
      expect(answer.status).toBe(200);
      expect(Buffer.concat(received).equals(bytes)).toBe(true);
      expect(console.upstreams.order.requests.at(-1)?.headers['content-type']).toBe(type);
    }
  });

  it('stream to the service while they are still being sent, far beyond the limit of ordinary bodies', async () => {
    const hash = createHash('sha256');
    let size = 0;
    console.upstreams.supplierSync.handler = (incoming, response) => {
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        hash.update(chunk);
      });
      incoming.on('end', () => answerJson(response, 200, { sha256: hash.digest('hex') }));
    };
    const chunk = randomBytes(MIB);
    const expected = createHash('sha256');
    const upload = request(`${console.service.url}/v1/feeds?mode=full`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
    });
    const answered = new Promise<string>((resolve) => {
      upload.on('response', (response) => {
        let text = '';
        response.on('data', (part: Buffer) => (text += part.toString())).on('end', () => resolve(text));
      });
    });
    upload.write(chunk);
    expected.update(chunk);
    // The service has the first megabyte although the last one does not exist yet.
    await eventually(() => expect(size).toBe(MIB));
    for (let sent = 1; sent < 64; sent += 1) {
      expected.update(chunk);
      if (!upload.write(chunk)) await new Promise((resolve) => upload.once('drain', resolve));
    }
    upload.end();
    expect(JSON.parse(await answered)).toEqual({ sha256: expected.digest('hex') });
    expect(size).toBe(64 * MIB);
  });

  it('stream back while the service is still answering', async () => {
    let finish: () => void = () => undefined;
    console.upstreams.order.handler = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write('{"first":true}\n');
      finish = () => response.end('{"last":true}\n');
    };
    const response = await fetch(`${console.service.url}/v1/orders`);
    const reader = response.body!.getReader();
    const first = await reader.read();
    expect(Buffer.from(first.value ?? []).toString()).toBe('{"first":true}\n');
    finish();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe('{"last":true}\n');
  });

  it('end at the service too when the caller goes away', async () => {
    let ended: 'whole' | 'cut' | undefined;
    console.upstreams.supplierSync.handler = (incoming) => {
      incoming
        .on('end', () => (ended = 'whole'))
        .on('close', () => (ended ??= 'cut'))
        .on('error', () => undefined);
      incoming.resume();
    };
    const upload = request(`${console.service.url}/v1/feeds`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
    });
    upload.on('error', () => undefined);
    upload.write('supplier_sku,sku\n');
    await eventually(() => expect(console.upstreams.supplierSync.requests.length).toBe(1));
    upload.destroy();
    await eventually(() => expect(ended).toBe('cut'));
  });
});

describe('a service in trouble', () => {
  it('is said to be unavailable, with a time to try again, when nobody listens', async () => {
    const answer = await console.http().get('/v1/notifications?orderId=4');
    expect(answer).toMatchObject({ status: 503, body: { status: 503, code: 'SERVICE_UNAVAILABLE' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('does not make callers hang when it takes the request and says nothing', async () => {
    console.upstreams.order.handler = () => undefined;
    const answer = await console.http().post('/v1/orders', {});
    expect(answer).toMatchObject({ status: 504, body: { code: 'SERVICE_TIMEOUT' } });
    expect(answer.headers.get('retry-after')).not.toBeNull();
    expect(console.upstreams.order.requests).toHaveLength(1);
  });

  it('is asked once more for a read whose connection had died, and never twice for a write', async () => {
    let failures = 1;
    console.upstreams.order.handler = (incoming, response) => {
      failures -= 1;
      if (failures >= 0) incoming.socket.destroy();
      else answerJson(response, 200, { ok: true });
    };
    expect(await console.http().get('/v1/orders')).toMatchObject({ status: 200 });
    failures = 1;
    expect(await console.http().post('/v1/orders', {})).toMatchObject({ status: 503 });
    expect(console.upstreams.order.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
  });

  it('has its own 503 handed on as it is, not asked again', async () => {
    console.upstreams.order.handler = (_request, response) =>
      response
        .writeHead(503, { 'retry-after': '7', 'content-type': 'application/problem+json' })
        .end('{"code":"BUSY"}');
    const answer = await console.http().get('/v1/orders');
    expect(answer).toMatchObject({ status: 503, body: { code: 'BUSY' } });
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(console.upstreams.order.requests).toHaveLength(1);
  });
});

describe('the mailbox of the demo', () => {
  it('is open to operators and merchants only, and shows a merchant its own mails', async () => {
    console.upstreams.simulator.handler = (_request, response) => answerJson(response, 200, { items: [] });
    const merchant = await console.asMerchant();
    expect(await merchant.get('/v1/mailbox?to=a')).toMatchObject({ status: 200 });
    expect(await (await console.asOperator()).get('/v1/mailbox/4')).toMatchObject({ status: 200 });
    const supplier = await console.asSupplier(merchant.keyId!, merchant.keyId!);
    expect(await supplier.get('/v1/mailbox')).toMatchObject({ status: 403 });
    expect(await console.http().get('/v1/mailbox')).toMatchObject({ status: 401 });
    const { requests } = console.upstreams.simulator;
    expect(requests.map(({ headers }) => typeof headers['x-kervan-merchant'])).toEqual(['string', 'undefined']);
  });

  it('does not exist without the demo', async () => {
    const production = await startConsole({ SIMULATOR_URL: '' });
    try {
      const answer = await (await production.asOperator()).get('/v1/mailbox');
      expect(answer).toMatchObject({ status: 404, body: { code: 'ROUTE_NOT_FOUND' } });
    } finally {
      await production.stop();
    }
  });
});

describe('the page', () => {
  const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  it.each(['/', '/orders/4', '/sign-in', '/parked?service=order'])('is what %s shows', async (path) => {
    const answer = await console.http().get<string>(path, asBrowser);
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('<title>Kervan</title>') });
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  });

  it('may run our own scripts only and be framed by nobody', async () => {
    const { headers } = await console.http().get('/', asBrowser);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('lets browsers keep its built files for ever', async () => {
    const answer = await console.http().get('/assets/app-1234.js');
    expect(answer).toMatchObject({ status: 200, body: 'export {};' });
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('content-type')).toContain('javascript');
  });

  it.each([
    ['/v1/nothing', asBrowser],
    ['/v1', asBrowser],
    ['/assets/gone.js', { accept: '*/*' }],
    ['/.secret', asBrowser],
    ['/%2e%2e/%2e%2e/etc/passwd', asBrowser],
    ['/..%2f..%2fetc%2fpasswd', asBrowser],
  ])('is not what %s shows', async (path, headers) => {
    expect(await rawGet(path, headers)).toMatchObject({ status: 404, type: expect.stringContaining('problem+json') });
  });
});

/** Without the tidying that `fetch` does to a path. */
function rawGet(path: string, headers: Record<string, string> = {}): Promise<{ status: number; type: string }> {
  return new Promise((resolve, reject) => {
    request(console.service.url, { path, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '' });
    })
      .on('error', reject)
      .end();
  });
}
