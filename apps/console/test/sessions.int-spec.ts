import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, type TestClient, type TestResponse } from '#testing';
import { SignInLinks } from '../src/service.js';
import { startConsole, type ConsoleUnderTest } from './console-under-test.js';

interface SessionBody {
  role: string;
  merchantId: string | null;
  expiresAt: string;
  waitingFor: string[];
  code: string;
}

const sameOrigin = { 'sec-fetch-site': 'same-origin' };
let console: ConsoleUnderTest;
let operator: TestClient;
let merchantId: string;

beforeAll(async () => {
  console = await startConsole({ PUBLIC_URL: 'https://kervan.example' });
  operator = await console.asOperator();
  const merchant = { name: 'Ada Home', defaultLanguage: 'tr', currency: 'TRY' };
  merchantId = (await operator.post<{ id: string }>('/v1/merchants', merchant)).body.id;
});
afterAll(() => console.stop());

const issueKey = async (body: object): Promise<{ id: string; key: string }> =>
  (await operator.post<{ id: string; key: string }>('/v1/keys', body)).body;

const signIn = (key: string): Promise<TestResponse<SessionBody>> =>
  console.http().post<SessionBody>('/v1/session', { key });

const cookieOf = (answer: TestResponse): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('signing in', () => {
  let key: { id: string; key: string };
  beforeEach(async () => {
    key = await issueKey({ role: 'merchant', merchantId });
  });

  it('gives a fresh key of the same powers in a cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn(key.key);
    expect(answer).toMatchObject({ status: 201, body: { role: 'merchant', merchantId, waitingFor: [] } });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^kervan_session=kv_merchant_[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure; Expires=/,
    );
    expect(cookie).not.toContain(key.key);
    expect(JSON.stringify(answer.body)).not.toContain('kv_');
    const hours = (Date.parse(answer.body.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThanOrEqual(12);
  });

  it('works everywhere at once: in the console, and in the services as a bearer key without the cookie', async () => {
    const cookie = cookieOf(await signIn(key.key));
    const session = await console.http().get('/v1/session', { cookie });
    expect(session).toMatchObject({ status: 200, body: { role: 'merchant', merchantId, supplierId: null } });
    const { order } = console.upstreams;
    await console.http().get('/v1/orders', { cookie });
    const seen = order.requests.at(-1);
    expect(seen?.headers.authorization).toBe(`Bearer ${cookie.replace('kervan_session=', '')}`);
    expect(seen?.headers.cookie).toBeUndefined();
  });

  it('waits for services that have not heard of the session yet, but not for ever', async () => {
    console.upstreams.order.acceptsKeys = false;
    setTimeout(() => (console.upstreams.order.acceptsKeys = true), 300);
    expect((await signIn(key.key)).body.waitingFor).toEqual([]);
  });

  it('refuses unknown, revoked and session keys alike', async () => {
    const session = cookieOf(await signIn(key.key)).replace('kervan_session=', '');
    await operator.delete(`/v1/keys/${key.id}`);
    for (const bad of [`kv_operator_${'x'.repeat(43)}`, key.key, session, 'nonsense']) {
      expect(await signIn(bad)).toMatchObject({ status: 401, body: { code: 'INVALID_KEY' } });
    }
  });

  it('lives no longer than the key that it came from', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const short = await issueKey({ role: 'merchant', merchantId, expiresAt });
    expect((await signIn(short.key)).body.expiresAt).toBe(expiresAt);
  });

  it('ends when the key that it came from is revoked', async () => {
    const cookie = cookieOf(await signIn(key.key));
    await operator.delete(`/v1/keys/${key.id}`);
    await eventually(async () => {
      expect(await console.http().get('/v1/session', { cookie })).toMatchObject({ status: 401 });
    });
  });

  it('is forgotten at the second sign-out as at the first', async () => {
    const cookie = cookieOf(await signIn(key.key));
    const first = await console.http().delete('/v1/session', { cookie, ...sameOrigin });
    expect(first.status).toBe(204);
    expect(first.headers.get('set-cookie')).toMatch(/^kervan_session=; .*Max-Age=0/);
    await eventually(async () => {
      expect(await console.http().get('/v1/session', { cookie })).toMatchObject({ status: 401 });
    });
    expect(await console.http().delete('/v1/session', { cookie, ...sameOrigin })).toMatchObject({ status: 204 });
    // The key itself still signs in.
    expect(await signIn(key.key)).toMatchObject({ status: 201 });
  });

  it('is audited with the key that was used', async () => {
    await signIn(key.key);
    const audit = await operator.get<{ items: { actorKeyId: string }[] }>('/v1/audit?action=session.started&limit=1');
    expect(audit.body.items[0]).toMatchObject({ actorKeyId: key.id, merchantId, details: { by: 'key' } });
  });
});

describe('requests that a cookie signs', () => {
  let cookie: string;
  beforeAll(async () => {
    cookie = cookieOf(await signIn((await issueKey({ role: 'operator' })).key));
  });

  it.each([
    ['no sign of where it came from', {}],
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://kervan.example' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin in an old browser', { origin: 'https://evil.example' }],
  ])('change nothing with %s', async (_case, headers) => {
    const before = console.upstreams.order.requests.length;
    for (const path of ['/v1/keys', '/v1/orders/4/cancel']) {
      const answer = await console.http().post(path, {}, { cookie, ...headers });
      expect(answer).toMatchObject({ status: 403, body: { code: 'CROSS_SITE_REQUEST' } });
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(console.upstreams.order.requests).toHaveLength(before);
  });

  it.each([
    ['our own page', sameOrigin],
    ['our own origin in an old browser', { origin: 'https://kervan.example' }],
  ])('are done for %s', async (_case, headers) => {
    const answer = await console.http().post('/v1/keys', { role: 'operator' }, { cookie, ...headers });
    expect(answer).toMatchObject({ status: 201 });
  });

  it('may always read', async () => {
    expect(await console.http().get('/v1/keys', { cookie })).toMatchObject({ status: 200 });
  });

  it('do not stop a script that brings its own key', async () => {
    const headers = { cookie, authorization: `Bearer ${operator.key ?? ''}` };
    expect(await console.http().post('/v1/keys', { role: 'operator' }, headers)).toMatchObject({ status: 201 });
  });

  it('cannot sign a visitor in from another site', async () => {
    const { key } = await issueKey({ role: 'operator' });
    const answer = await console.http().post('/v1/session', { key }, { origin: 'https://evil.example' });
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('a one-time link', () => {
  const tokenOf = async (): Promise<string> => {
    const link = await console.service.app.get(SignInLinks).createOneTimeLink();
    expect(link).toMatch(/^https:\/\/kervan\.example\/#\/sign-in\/[\w-]{43}$/);
    return link.split('/').at(-1) ?? '';
  };
  const redeem = (token: string) => console.http().post<SessionBody>('/v1/session/link', { token });

  it('signs an operator in exactly once, also when two come at the same moment', async () => {
    const token = await tokenOf();
    const answers = await Promise.all([redeem(token), redeem(token), redeem(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
    const winner = answers.find(({ status }) => status === 201)!;
    const session = await console.http().get('/v1/session', { cookie: cookieOf(winner) });
    expect(session).toMatchObject({ status: 200, body: { role: 'operator' } });
  });

  it('is worthless after an hour', async () => {
    const token = await tokenOf();
    await console.dataSource.query(`UPDATE sign_in_links SET expires_at = now() - interval '1 second'`);
    expect(await redeem(token)).toMatchObject({ status: 401, body: { code: 'INVALID_LINK' } });
  });
});

describe('guessing', () => {
  it('is answered with a pause after ten failures in a minute, also for a good key', async () => {
    const { key } = await issueKey({ role: 'operator' });
    const statuses = new Set<number>();
    for (let attempt = 0; attempt < 11; attempt += 1) statuses.add((await signIn('kv_operator_guess')).status);
    expect(statuses).toEqual(new Set([401, 429]));
    const answer = await signIn(key);
    expect(answer).toMatchObject({ status: 429, body: { code: 'TOO_MANY_ATTEMPTS' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
