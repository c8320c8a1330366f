import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { NO_MERCHANT } from '#contracts';
import { eventually, type TestClient } from '#testing';
import { startConsole, type ConsoleUnderTest } from './console-under-test.js';
import { answerJson } from './upstreams.js';

interface IssuedKey {
  id: string;
  key: string;
  waitingFor: string[];
}

let console: ConsoleUnderTest;
let operator: TestClient;
let merchantId: string;

beforeAll(async () => {
  console = await startConsole();
  operator = await console.asOperator();
  const merchant = { name: 'Ada Home', defaultLanguage: 'tr', currency: 'TRY' };
  const { status, body } = await operator.post<{ id: string }>('/v1/merchants', merchant);
  expect(status).toBe(201);
  merchantId = body.id;
});
afterAll(() => console.stop());

const issue = (body: object) => operator.post<IssuedKey>('/v1/keys', body);

describe('keys', () => {
  it('are shown once, stored as a hash and announced to every service', async () => {
    const { status, body } = await issue({ role: 'merchant', merchantId });
    expect(status).toBe(201);
    expect(body.key).toMatch(/^kv_merchant_[\w-]{43}$/);
    const sha256 = createHash('sha256').update(body.key).digest('hex');
    await eventually(() => {
      expect(console.published()).toContainEqual(
        expect.objectContaining({
          type: 'access.key-issued',
          key: body.id,
          merchantId,
          data: expect.objectContaining({ keyId: body.id, role: 'merchant', merchantId, supplierId: null, sha256 }),
        }),
      );
    });
    const list = await operator.get<{ items: object[] }>('/v1/keys');
    expect(list.body.items).toContainEqual(expect.objectContaining({ id: body.id, merchantId, revokedAt: null }));
    const dump = await console.dataSource.query<{ row: string }[]>(
      `SELECT k::text AS row FROM access_keys k UNION ALL SELECT e::text FROM events e UNION ALL
       SELECT a::text FROM audit_entries a UNION ALL SELECT o.value FROM outbox_archive o`,
    );
    expect(JSON.stringify([dump, list.body, console.logs()])).not.toContain(body.key);
  });

  it('work in the console as soon as they are handed out, and say which services still wait', async () => {
    console.upstreams.notification.acceptsKeys = false;
    const { body } = await issue({ role: 'merchant', merchantId });
    expect(body.waitingFor).toEqual(['notification']);
    console.upstreams.notification.acceptsKeys = true;
    const whoami = await console.http(body.key).get('/v1/whoami');
    expect(whoami).toMatchObject({ status: 200, body: { role: 'merchant', merchantId, supplierId: null } });
    expect((await issue({ role: 'operator' })).body.waitingFor).toEqual([]);
  });

  it('belong to no merchant when they are an operator’s', async () => {
    const { body } = await issue({ role: 'operator' });
    const announced = await eventually(() => {
      const event = console.published().find(({ key }) => key === body.id);
      if (!event) throw new Error('not announced yet');
      return event;
    });
    expect(announced).toMatchObject({ merchantId: NO_MERCHANT, data: { role: 'operator', merchantId: null } });
  });

  it.each([
    [{ role: 'merchant' }, '/merchantId', 'REQUIRED'],
    [{ role: 'merchant', merchantId: uuidv7() }, '/merchantId', 'MERCHANT_NOT_FOUND'],
    [{ role: 'operator', merchantId: uuidv7() }, '/merchantId', 'NOT_ALLOWED'],
    [{ role: 'operator', expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt', 'IN_THE_PAST'],
  ])('are refused when %j makes no sense', async (body, pointer, code) => {
    const answer = await operator.post('/v1/keys', body);
    expect(answer).toMatchObject({ status: 422, body: { errors: [expect.objectContaining({ pointer, code })] } });
  });

  it('need a supplier when they are a supplier’s, and only then', async () => {
    expect(await operator.post('/v1/keys', { role: 'supplier', merchantId })).toMatchObject({ status: 422 });
    expect(await operator.post('/v1/keys', { role: 'merchant', merchantId, supplierId: uuidv7() })).toMatchObject({
      status: 422,
    });
  });

  it('of a supplier act for the merchant whose supplier it is, named or not', async () => {
    const [supplierId, stranger] = [uuidv7(), uuidv7()];
    console.upstreams.supplierSync.handler = (request, response) => {
      if (request.url === `/v1/suppliers/${supplierId}`) answerJson(response, 200, { id: supplierId, merchantId });
      else answerJson(response, 404, { code: 'SUPPLIER_NOT_FOUND' });
    };
    const issued = { status: 201, body: { merchantId, supplierId } };
    expect(await issue({ role: 'supplier', merchantId, supplierId })).toMatchObject(issued);
    expect(await issue({ role: 'supplier', supplierId })).toMatchObject(issued);
    const refused = { status: 422, body: { errors: [{ pointer: '/supplierId', code: 'SUPPLIER_NOT_FOUND' }] } };
    expect(await issue({ role: 'supplier', merchantId, supplierId: stranger })).toMatchObject(refused);
    expect(await issue({ role: 'supplier', merchantId: uuidv7(), supplierId })).toMatchObject(refused);
    // Without an answer the operator's word counts.
    console.upstreams.supplierSync.handler = (_request, response) => answerJson(response, 503, {});
    expect(await issue({ role: 'supplier', merchantId, supplierId: stranger })).toMatchObject({ status: 201 });
    expect(await issue({ role: 'supplier', supplierId })).toMatchObject({ status: 503 });
  });

  it('are an operator’s business', async () => {
    const merchant = await console.asMerchant(merchantId);
    expect(await merchant.post('/v1/keys', { role: 'operator' })).toMatchObject({ status: 403 });
    expect(await merchant.get('/v1/keys')).toMatchObject({ status: 403 });
    expect(await merchant.post('/v1/merchants', {})).toMatchObject({ status: 403 });
    expect(await console.http().get('/v1/keys')).toMatchObject({ status: 401 });
  });

  it('stop working when revoked; revoking twice is no error and announces nothing new', async () => {
    const { body } = await issue({ role: 'merchant', merchantId });
    expect(await operator.delete(`/v1/keys/${body.id}`)).toMatchObject({ status: 204 });
    expect(await operator.delete(`/v1/keys/${body.id}`)).toMatchObject({ status: 204 });
    await eventually(async () => {
      expect(await console.http(body.key).get('/v1/whoami')).toMatchObject({ status: 401 });
    });
    const said = (): string[] =>
      console
        .published()
        .filter((event) => event.key === body.id)
        .map((event) => event.type);
    await eventually(() => expect(said()).toEqual(['access.key-issued', 'access.key-revoked']));
    expect(await operator.delete(`/v1/keys/${uuidv7()}`)).toMatchObject({
      status: 404,
      body: { code: 'KEY_NOT_FOUND' },
    });
  });

  it('never leave the shop without an operator', async () => {
    const rows = await console.dataSource.query<{ id: string }[]>(
      `SELECT id FROM access_keys WHERE role = 'operator' AND revoked_at IS NULL ORDER BY id`,
    );
    const answers = await Promise.all(rows.map(({ id }) => operator.delete(`/v1/keys/${id}`)));
    const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([...rows.slice(1).map(() => 204), 409]);
  });

  it('leave a trace of who did what', async () => {
    const { body } = await issue({ role: 'merchant', merchantId });
    await operator.delete(`/v1/keys/${body.id}`);
    const audit = await operator.get<{ items: { action: string; target: string; actorKeyId: string }[] }>('/v1/audit');
    const actions = audit.body.items.filter((entry) => entry.target === body.id);
    expect(actions.map(({ action }) => action)).toEqual(['key.revoked', 'key.issued']);
    expect(actions.every(({ actorKeyId }) => actorKeyId === operator.keyId)).toBe(true);
    const page = await operator.get<{ items: object[]; next: string }>('/v1/audit?limit=2&action=key.issued');
    expect(page.body.items).toHaveLength(2);
    const nextPage = await operator.get<{ items: object[] }>(
      `/v1/audit?limit=2&action=key.issued&after=${page.body.next}`,
    );
    expect(nextPage.body.items).not.toEqual(page.body.items);
  });
});

describe('merchants', () => {
  it('are announced and listed by name', async () => {
    await operator.post('/v1/merchants', { name: 'Zeytin', defaultLanguage: 'tr', currency: 'TRY' });
    const list = await operator.get<{ items: { name: string; id: string }[] }>('/v1/merchants?limit=200');
    expect(list.body.items.map(({ name }) => name)).toEqual(['Ada Home', 'Zeytin']);
    const id = list.body.items[1]!.id;
    const announced = await eventually(() => {
      const event = console.published().find(({ key }) => key === id);
      if (!event) throw new Error('not announced yet');
      return event;
    });
    const data = { merchantId: id, name: 'Zeytin', defaultLanguage: 'tr', currency: 'TRY' };
    expect(announced).toMatchObject({ type: 'merchant.registered', merchantId: id, data });
  });

  it('need a name, a language and a currency that exist', async () => {
    const answer = await operator.post<{ errors: { pointer: string }[] }>('/v1/merchants', {
      name: ' ',
      defaultLanguage: 'klingon!',
      currency: 'XXQ',
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual(['/currency', '/defaultLanguage', '/name']);
  });
});
