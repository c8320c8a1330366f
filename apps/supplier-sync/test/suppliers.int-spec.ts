import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceUnderTest } from '#testing';
import { eventually, startServiceUnderTest } from '#testing';
import { supplierSyncService } from '../src/service.js';
import { aSupplier, partners } from './builders.js';

interface SupplierBody {
  id: string;
  code: string;
  channel: { type: string; url?: string; secret?: string };
  parcel: { byCountry: unknown[] };
  [field: string]: unknown;
}

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(supplierSyncService);
});
afterAll(() => world.stop());

describe('suppliers', () => {
  it('are created, changed and told of, with everything that routing needs', async () => {
    const merchant = await world.asMerchant();
    const created = await merchant.post<SupplierBody>(
      '/v1/suppliers',
      aSupplier({
        code: 'EGE',
        parcel: { fixedMinor: 4500, perKgMinor: 0, byCountry: { DE: { fixedMinor: 9900, perKgMinor: 10 } } },
      }),
    );

    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ code: 'EGE', channel: { type: 'api' }, active: true, language: 'en' });

    const { id } = created.body;
    const changed = await merchant.patch<SupplierBody>(`/v1/suppliers/${id}`, { leadTimeDays: 4, active: false });
    expect(changed.body).toMatchObject({ leadTimeDays: 4, active: false, name: 'Ege Ev', code: 'EGE' });
    expect((await merchant.get<SupplierBody>(`/v1/suppliers/${id}`)).body).toEqual(changed.body);

    await eventually(() => {
      const told = world.published().filter(({ key }) => key === id);
      expect(told.map(({ keyVersion }) => keyVersion)).toEqual([1, 2]);
      expect(told[1]?.data).toMatchObject({
        code: 'EGE',
        leadTimeDays: 4,
        active: false,
        parcelByCountry: [{ country: 'DE', fixedMinor: 9900, perKgMinor: 10 }],
      });
    });
  });

  it('state prices by weight and the least order that they take', async () => {
    const merchant = await world.asMerchant();
    const steps = [
      { upToGrams: 1000, costMinor: 0 },
      { upToGrams: 30_000, costMinor: 700 },
    ];
    const abroad = { country: 'DE', fixedMinor: 9900, perKgMinor: 0, steps: steps.slice(0, 1) };
    const parcel = { fixedMinor: 4500, perKgMinor: 0, steps, byCountry: [abroad] };
    const created = await merchant.post<SupplierBody>('/v1/suppliers', aSupplier({ parcel, minOrderMinor: 25_000 }));
    expect([created.status, created.body.parcel, created.body['minOrderMinor']]).toEqual([201, parcel, 25_000]);

    const { id } = created.body;
    const changed = await merchant.patch<SupplierBody>(`/v1/suppliers/${id}`, {
      parcel: { fixedMinor: 4500, perKgMinor: 0 },
      minOrderMinor: null,
    });
    expect(changed.body).toMatchObject({ parcel: { steps: null, byCountry: [] }, minOrderMinor: 0 });
    await eventually(() => {
      const told = world.published().filter(({ key }) => key === id);
      expect(told.map(({ data }) => data)).toEqual([
        expect.objectContaining({ parcelSteps: steps, parcelByCountry: [abroad], minOrderMinor: 25_000 }),
        expect.objectContaining({ parcelSteps: null, parcelByCountry: [], minOrderMinor: 0 }),
      ]);
    });
  });

  it('show a webhook secret once and never again', async () => {
    const merchant = await world.asMerchant();
    const channel = { type: 'webhook', url: 'https://supplier.example/hooks' };
    const { body } = await merchant.post<SupplierBody>('/v1/suppliers', aSupplier({ channel }));

    expect(body.channel.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await merchant.get<SupplierBody>(`/v1/suppliers/${body.id}`)).body.channel).toEqual(channel);
    const list = await merchant.get('/v1/suppliers');
    expect(JSON.stringify(list.body)).not.toContain('whsec_');
    expect(JSON.stringify(world.published())).not.toContain('whsec_');

    const moved = { type: 'webhook', url: 'https://supplier.example/v2' };
    expect((await merchant.patch<SupplierBody>(`/v1/suppliers/${body.id}`, { channel: moved })).body.channel).toEqual(
      moved,
    );
  });

  it('have codes that are unique per merchant', async () => {
    const [one, other] = [await world.asMerchant(), await world.asMerchant()];
    const terms = aSupplier({ code: 'SAME' });

    expect((await one.post('/v1/suppliers', terms)).status).toBe(201);
    expect(await one.post('/v1/suppliers', terms)).toMatchObject({
      status: 409,
      body: { code: 'SUPPLIER_CODE_TAKEN' },
    });
    expect((await other.post('/v1/suppliers', terms)).status).toBe(201);
  });

  it.each([
    ['an unknown field', { colour: 'red' }],
    ['a currency that does not exist', { currency: 'XXZ' }],
    ['a webhook without an address', { channel: { type: 'webhook' } }],
    ['a webhook to a file', { channel: { type: 'webhook', url: 'file:///etc/passwd' } }],
    [
      'a secret that is too short',
      { channel: { type: 'webhook', url: 'https://a.example', secret: 'whsec_c2hvcnQ=' } },
    ],
    ['a negative parcel price', { parcel: { fixedMinor: -1, perKgMinor: 0 } }],
    ['a cut-off that is no time', { cutOff: '25:00' }],
    ['a least order below zero', { minOrderMinor: -1 }],
    ['no step in its steps', { parcel: { fixedMinor: 0, perKgMinor: 0, steps: [] } }],
    ['a step of no weight', { parcel: { fixedMinor: 0, perKgMinor: 0, steps: [{ upToGrams: 0, costMinor: 1 }] } }],
    [
      'steps that do not ascend',
      {
        parcel: {
          ...{ fixedMinor: 0, perKgMinor: 0 },
          steps: [
            { upToGrams: 500, costMinor: 1 },
            { upToGrams: 500, costMinor: 2 },
          ],
        },
      },
    ],
  ])('are refused with %s', async (_what, facts) => {
    const merchant = await world.asMerchant();

    expect((await merchant.post('/v1/suppliers', aSupplier(facts))).status).toBe(422);
  });

  it('are hidden from other merchants and from suppliers', async () => {
    const { supplierId, supplier } = await partners(world);
    const stranger = await world.asMerchant();

    expect((await stranger.get(`/v1/suppliers/${supplierId}`)).status).toBe(404);
    expect((await stranger.patch(`/v1/suppliers/${supplierId}`, { name: 'Mine' })).status).toBe(404);
    expect((await supplier.get('/v1/suppliers')).status).toBe(403);
    expect((await world.http().get('/v1/suppliers')).status).toBe(401);
  });

  it('need a merchant when an operator creates them', async () => {
    const { merchantId, supplierId } = await partners(world);
    const operator = await world.asOperator();

    expect((await operator.post('/v1/suppliers', aSupplier())).status).toBe(400);
    expect((await operator.post(`/v1/suppliers?merchantId=${merchantId}`, aSupplier())).status).toBe(201);
    expect((await operator.get(`/v1/suppliers/${supplierId}`)).status).toBe(200);
  });

  it('come in pages', async () => {
    const merchant = await world.asMerchant();
    for (const code of ['A', 'B', 'C']) await merchant.post('/v1/suppliers', aSupplier({ code }));

    const first = await merchant.get<{ items: SupplierBody[]; next: string }>('/v1/suppliers?limit=2');
    const second = await merchant.get<{ items: SupplierBody[]; next: null }>(
      `/v1/suppliers?limit=2&after=${first.body.next}`,
    );
    expect([...first.body.items, ...second.body.items].map(({ code }) => code)).toEqual(['A', 'B', 'C']);
    expect(second.body.next).toBeNull();
  });
});
