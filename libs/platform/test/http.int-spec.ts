import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { startServiceUnderTest, type ServiceUnderTest, type TestClient } from '#testing';
import { sampleService } from './sample.service.js';

let sample: ServiceUnderTest;
let merchant: TestClient;
beforeAll(async () => {
  sample = await startServiceUnderTest(sampleService);
  merchant = await sample.asMerchant();
});
afterAll(() => sample.stop());

const json = { 'content-type': 'application/json' };
const greeting = { text: 'hello', to: { name: 'Ada' }, copies: [] };

describe('problem details', () => {
  it('carry type, title, status, code, detail, errors and the trace id of the caller', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const answer = await sample.http().get('/v1/nothing-here', { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toEqual({
      type: 'urn:kervan:problem:route-not-found',
      title: 'Route not found',
      status: 404,
      code: 'ROUTE_NOT_FOUND',
      detail: 'There is no such route.',
      errors: [],
      traceId,
    });
  });

  it('say nothing of an unexpected error, which is logged without personal data', async () => {
    const answer = await sample.http().get<{ traceId: string }>('/v1/greetings/crash');
    expect(answer).toMatchObject({ status: 500, body: { code: 'INTERNAL' } });
    expect(JSON.stringify(answer.body)).not.toContain('secret detail');
    const line = sample.logs().find(({ level }) => level === 'error');
    expect(line).toMatchObject({ traceId: answer.body.traceId, err: { type: 'Error' } });
    expect(JSON.stringify(line)).toContain('secret detail of [masked]');
    expect(JSON.stringify(sample.logs())).not.toContain('ayse@example.com');
  });

  it('say nothing of tables and constraints when the database refuses', async () => {
    const answer = await sample.http().get('/v1/greetings/twice');
    expect(answer).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/greetings_pkey|duplicate/);
  });

  it('answer an address that cannot be decoded, and an id that is none', async () => {
    expect(await sample.http().get('/v1/greetings/by-id/%zz')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_URL' },
    });
    expect(await sample.http().get('/v1/greetings/by-id/17')).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
    expect(await sample.http().get('/v1/greetings/by-id/a%00b')).toMatchObject({
      status: 422,
      body: { code: 'INVALID_TEXT', errors: [{ pointer: '/path/id' }] },
    });
  });
});

describe('a body', () => {
  const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

  it.each([
    ['is not JSON', '{"a":', 400, 'INVALID_JSON', undefined],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400, 'INVALID_JSON', undefined],
    ['has the key __proto__', '{"a":{"__proto__":{"admin":true}}}', 400, 'FORBIDDEN_KEY', '/a/__proto__'],
    ['has the key __proto__ in disguise', '{"\\u005f_proto__":1}', 400, 'FORBIDDEN_KEY', '/__proto__'],
    ['has the key constructor', '{"constructor":{"prototype":{}}}', 400, 'FORBIDDEN_KEY', '/constructor'],
    ['is nested 33 levels deep', deep(33), 400, 'JSON_TOO_DEEP', undefined],
    ['is nested 400,000 levels deep', deep(400_000), 400, 'JSON_TOO_DEEP', undefined],
    ['holds NUL', '{"a":["x","y\\u0000z"]}', 422, 'INVALID_TEXT', '/a/1'],
    ['holds half a surrogate pair', '{"a/b":"\\ud83d"}', 422, 'INVALID_TEXT', '/a~1b'],
    ['holds NUL in a key', '{"a\\u0000":1}', 422, 'INVALID_TEXT', ''],
  ])('that %s is refused', async (_what, body, status, code, pointer) => {
    const answer = await sample.http().post('/v1/greetings/echo', body, json);
    expect(answer).toMatchObject({ status, body: { code } });
    if (pointer !== undefined) expect(answer.body).toMatchObject({ errors: [{ pointer }] });
  });

  it('nested 32 levels, with a whole emoji and escaped text, is accepted', async () => {
    expect(await sample.http().post('/v1/greetings/echo', deep(32), json)).toMatchObject({ status: 200 });
    const answer = await sample.http().post('/v1/greetings/echo', '{"a":"\\ud83d\\ude00 \\u0131"}', json);
    expect(answer.body).toEqual({ body: { a: '😀 ı' }, bytes: 27 });
  });

  it('of a megabyte is accepted, one byte more is refused, also when its size is not announced', async () => {
    const text = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;
    expect((await sample.http().post('/v1/greetings/echo', text(1_048_576), json)).status).toBe(200);
    const refused = { status: 413, body: { code: 'BODY_TOO_LARGE' } };
    expect(await sample.http().post('/v1/greetings/echo', text(1_048_577), json)).toMatchObject(refused);
    const stream = new Blob([text(3_000_000)]).stream();
    const chunked = await fetch(`${sample.service.url}/v1/greetings/echo`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: json,
    });
    expect(chunked.status).toBe(413);
    expect(
      await sample
        .http()
        .post('/v1/greetings/echo', text(60_000_000), json)
        .catch(() => refused),
    ).toMatchObject(refused);
  });

  it.each([
    ['application/xml', '<a/>'],
    ['application/json; charset=iso-8859-9', '{}'],
    ['', 'x'],
  ])('of the content type "%s" is refused on a JSON route', async (type, body) => {
    const answer = await sample
      .http()
      .post('/v1/greetings/echo', Buffer.from(body), type ? { 'content-type': type } : {});
    expect(answer).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_CONTENT_TYPE' } });
  });

  it('that is compressed is refused', async () => {
    const headers = { ...json, 'content-encoding': 'gzip' };
    expect((await sample.http().post('/v1/greetings/echo', Buffer.from([31, 139]), headers)).status).toBe(415);
  });

  it('is streamed where the route says so, up to its own limit', async () => {
    const csv = { 'content-type': 'text/csv; charset=windows-1254' };
    expect(await sample.http().post('/v1/greetings/feed', 'a'.repeat(100_000), csv)).toMatchObject({
      status: 200,
      body: { bytes: 100_000 },
    });
    expect((await sample.http().post('/v1/greetings/feed', 'a'.repeat(100_001), csv)).status).toBe(413);
  });

  it('that never ends does not keep what the client hears from coming', async () => {
    const { port } = sample.service;
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /v1/greetings/echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n');
        socket.write('content-length: 99999999\r\n\r\n{');
      });
      socket.once('data', (bytes) => {
        resolve(bytes.toString());
        socket.destroy();
      });
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe('validation', () => {
  it('names every fault by JSON pointer', async () => {
    const body = { text: '', to: { name: 5, age: 3 }, copies: [{ name: 'ok' }, { name: '' }], extra: 1 };
    const answer = await merchant.post<{ errors: { pointer: string; code: string }[] }>('/v1/greetings', body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect(answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
      '/copies/1/name IS_LENGTH',
      '/extra UNKNOWN_FIELD',
      '/text IS_LENGTH',
      '/to/age UNKNOWN_FIELD',
      expect.stringMatching(/^\/to\/name IS_(STRING|LENGTH)$/),
    ]);
  });

  it.each([
    ['a list for the body', [], ''],
    ['a text for the body', '"x"', ''],
    ['a list where an object belongs', { ...greeting, to: [] }, '/to'],
    ['null among the items of a list', { ...greeting, copies: [null] }, '/copies/0'],
    ['a list among the items of a list', { ...greeting, copies: [[]] }, '/copies/0'],
    ['nothing', undefined, '/text'],
  ])('refuses %s', async (_what, body, pointer) => {
    const answer = await merchant.post<{ errors: { pointer: string }[] }>('/v1/greetings', body, json);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error) => error.pointer)).toContain(pointer);
  });

  it('refuses queries that nobody reads, and values out of range', async () => {
    expect(await merchant.get('/v1/greetings?nonsense=1')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/query/nonsense', code: 'UNKNOWN_FIELD' }] },
    });
    expect((await merchant.get('/v1/greetings?limit=201')).status).toBe(422);
    expect((await merchant.get('/v1/greetings?limit=ten')).status).toBe(422);
    expect(await merchant.get('/v1/greetings?after=junk')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_CURSOR' },
    });
  });
});

describe('keys', () => {
  it('are asked for, known or refused', async () => {
    const unauthenticated = await sample.http().post('/v1/greetings', greeting);
    expect(unauthenticated).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(unauthenticated.headers.get('www-authenticate')).toBe('Bearer');
    expect((await sample.http('kv_merchant_nobody').get('/v1/whoami')).status).toBe(401);
    const operator = await sample.asOperator();
    expect(await operator.post('/v1/greetings', greeting)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect((await merchant.post('/v1/greetings', greeting)).status).toBe(201);
  });

  it('say whose they are, and an operator names the merchant', async () => {
    const merchantId = uuidv7();
    const supplierId = uuidv7();
    const supplier = await sample.asSupplier(supplierId, merchantId);
    expect((await supplier.get('/v1/whoami')).body).toEqual({
      keyId: supplier.keyId,
      role: 'supplier',
      merchantId,
      supplierId,
    });
    expect((await supplier.get('/v1/greetings/merchant')).body).toEqual({ merchantId });
    expect((await supplier.get(`/v1/greetings/merchant?merchantId=${uuidv7()}`)).status).toBe(403);
    const operator = await sample.asOperator();
    expect((await operator.get('/v1/greetings/merchant')).body).toMatchObject({ code: 'MERCHANT_REQUIRED' });
    expect((await operator.get(`/v1/greetings/merchant?merchantId=${merchantId}`)).body).toEqual({ merchantId });
  });
});

describe('a list', () => {
  it('is walked page by page, by cursor or by Link', async () => {
    for (const text of ['one', 'two', 'three']) await merchant.post('/v1/greetings', { ...greeting, text });
    const seen: string[] = [];
    let path: string | undefined = '/v1/greetings?limit=2&prefix=g';
    while (path !== undefined) {
      const page: Awaited<ReturnType<typeof merchant.get<{ items: { id: string }[]; next: string | null }>>> =
        await merchant.get(path);
      seen.push(...page.body.items.map(({ id }) => id));
      const link = page.headers.get('link');
      expect(link === null).toBe(page.body.next === null);
      path = /^<(.+)>; rel="next"$/.exec(link ?? '')?.[1];
    }
    const { rows } = { rows: await sample.dataSource.query<{ id: string }[]>('SELECT id FROM greetings ORDER BY id') };
    expect(seen).toEqual(rows.map(({ id }) => id));
    expect(seen.length).toBeGreaterThanOrEqual(3);
  });
});

describe('what operations read', () => {
  it('is one log line per request with ids and without addresses', async () => {
    await merchant.get('/v1/greetings?limit=1&prefix=geheim', { 'x-request-id': 'from-the-caller' });
    const line = sample.logs().find(({ requestId }) => requestId === 'from-the-caller');
    expect(line).toMatchObject({ service: 'sample', route: '/v1/greetings', status: 200, keyId: merchant.keyId });
    expect(line?.['traceId']).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(sample.logs())).not.toContain('geheim');
  });

  it('is metrics of the process, of HTTP and of messaging, each name once', async () => {
    const { body } = await sample.http().get<string>('/metrics');
    const counted =
      /^http_request_duration_seconds_count\{service="sample",method="GET",route="\/v1\/greetings",status="200"\} \d+$/m;
    expect(counted.test(body)).toBe(true);
    expect(body.includes('process_resident_memory_bytes')).toBe(true);
    const names = [...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is an OpenAPI document that agrees with the validation rules', async () => {
    const { body } = await sample.http().get<{ paths: object }>('/openapi.json');
    expect(body).toMatchObject({
      openapi: '3.1.0',
      components: {
        schemas: {
          GreetDto: {
            required: ['text', 'to', 'copies'],
            properties: {
              text: { type: 'string', minLength: 1, maxLength: 100 },
              copies: { type: 'array', items: { $ref: '#/components/schemas/PersonDto' } },
            },
          },
        },
      },
      paths: {
        '/v1/greetings': { post: { responses: { default: { description: 'Problem details (RFC 9457)' } } } },
        '/v1/greetings/echo': { post: { security: [{}] } },
        '/v1/parked': {},
      },
    });
    expect(Object.keys(body.paths)).not.toContain('/metrics');
  });
});
