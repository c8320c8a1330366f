import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import {
  aPicture,
  eventually,
  startServiceUnderTest,
  type ServiceUnderTest,
  type TestClient,
  type TestResponse,
} from '#testing';
import { afterSalesService } from '../src/service.js';
import { bought, type BoughtOrder, once, toldOf } from './builders.js';

interface ClaimBody {
  id: string;
  status: string;
  amountMinor: number;
  creditedMinor: number;
  photos: { sha256: string }[];
}
interface ReturnBody {
  id: string;
  number: string;
  lines: { id: string }[];
}

let folder: string;
let service: ServiceUnderTest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kervan-photos-'));
  service = await startServiceUnderTest(afterSalesService, { PHOTO_DIR: folder });
});
afterAll(async () => {
  await service.stop();
  await rm(folder, { recursive: true });
});

const merchantOf = (order: BoughtOrder): Promise<TestClient> => service.asMerchant(order.merchantId);
const told = (order: BoughtOrder, type: string): object[] => toldOf(service, order, type);
const fallsDue = async (timer: string): Promise<void> => {
  await service.dataSource.query(`UPDATE outbox_timers SET due_at = now() WHERE name = $1`, [timer]);
};

const claim = async (order: BoughtOrder, body: object, headers = once()): Promise<TestResponse<ClaimBody>> =>
  (await merchantOf(order)).post(`/v1/orders/${order.orderId}/claims`, body, headers);
const brokenMug = (order: BoughtOrder, quantity = 1): object => ({
  ...{ type: 'damaged', lines: [{ lineId: order.mug, quantity }] },
});

describe('a claim', () => {
  it('is made against who shipped the goods, for what they cost, once per key and unit', async () => {
    const order = await bought(service);
    const headers = once();
    const opened = await claim(order, brokenMug(order), headers);
    expect(opened).toMatchObject({
      ...{ status: 201, body: { status: 'open', supplierId: order.mugSupplier, amountMinor: 8_000 } },
    });
    expect((await claim(order, brokenMug(order), headers)).body).toEqual(opened.body);
    expect(await claim(order, brokenMug(order, 2))).toMatchObject({ status: 422, body: { code: 'CLAIM_GOODS' } });
    const both = {
      type: 'wrong',
      lines: [
        { lineId: order.mug, quantity: 1 },
        { lineId: order.lamp, quantity: 1 },
      ],
    };
    expect(await claim(order, both)).toMatchObject({ status: 422, body: { code: 'CLAIM_GOODS' } });
    await eventually(() => expect(told(order, 'claim.opened')).toHaveLength(1));
  });

  it('is chased until its credit notes make up for it', async () => {
    const order = await bought(service);
    const { id } = (await claim(order, brokenMug(order))).body;
    const supplier = await service.asSupplier(order.mugSupplier, order.merchantId);
    const chased = async (missing: string, reminder: number): Promise<void> => {
      await fallsDue(`claim-reminder ${id}`);
      await eventually(() => expect(told(order, 'claim.reminded').at(-1)).toMatchObject({ missing, reminder }));
    };
    await chased('answer', 1);
    expect(await supplier.post(`/v1/claims/${id}/decision`, { decision: 'accepted' })).toMatchObject({ status: 200 });
    await chased('credit_note', 2);
    const note = (number: string, amountMinor: number, currency = 'TRY'): Promise<TestResponse<ClaimBody>> =>
      supplier.post(`/v1/claims/${id}/credit-notes`, { number, currency, amountMinor });
    expect((await note('CN-1', 3_000)).body).toMatchObject({ status: 'accepted', creditedMinor: 3_000 });
    expect((await note('CN-1', 3_000)).body).toMatchObject({ creditedMinor: 3_000 });
    const merchant = await merchantOf(order);
    expect(await merchant.get('/v1/claims/counts')).toMatchObject({
      body: { items: [{ status: 'accepted', currency: 'TRY', claims: 1, dueMinor: 5_000 }] },
    });
    const due = `/v1/claims?order=due&status=accepted&supplierId=${order.mugSupplier}`;
    expect(await merchant.get(due)).toMatchObject({
      body: { items: [{ id, externalId: '1001', lines: [{ title: 'Kupa' }] }] },
    });
    expect(await note('CN-1', 3_001)).toMatchObject({ status: 409, body: { code: 'CREDIT_NOTE_REUSED' } });
    expect(await note('CN-2', 5_001)).toMatchObject({ status: 422, body: { code: 'CREDIT_TOO_MUCH' } });
    expect(await note('CN-2', 5_000, 'EUR')).toMatchObject({ status: 422, body: { code: 'CREDIT_CURRENCY' } });
    expect((await note('CN-2', 5_000)).body).toMatchObject({ status: 'credited', creditedMinor: 8_000 });
    const timers = await service.dataSource.query<unknown[]>(`SELECT FROM outbox_timers WHERE name = $1`, [
      `claim-reminder ${id}`,
    ]);
    expect(timers).toEqual([]);
    expect(await merchant.get(due)).toMatchObject({ body: { items: [] } });
    expect(await merchant.get('/v1/claims?order=due')).toMatchObject({ body: { items: [] } });
  });

  it('is disputed by a supplier and given up only by the merchant', async () => {
    const order = await bought(service);
    const { id } = (await claim(order, brokenMug(order))).body;
    const supplier = await service.asSupplier(order.mugSupplier, order.merchantId);
    const decide = (by: TestClient, decision: string): Promise<TestResponse> =>
      by.post(`/v1/claims/${id}/decision`, { decision, detail: 'It left us whole.' });
    expect(await decide(supplier, 'rejected')).toMatchObject({ status: 403 });
    expect(await decide(supplier, 'disputed')).toMatchObject({ status: 200, body: { status: 'disputed' } });
    expect(await decide(await merchantOf(order), 'rejected')).toMatchObject({ body: { status: 'rejected' } });
    expect(await decide(supplier, 'accepted')).toMatchObject({ status: 409, body: { code: 'CLAIM_STATE' } });
    const other = await service.asSupplier(order.lampSupplier, order.merchantId);
    expect(await other.get(`/v1/claims/${id}`)).toMatchObject({ status: 404 });
    expect((await other.get<{ items: object[] }>('/v1/claims')).body.items).toEqual([]);
  });

  it('takes photos for what their bytes are, keeps each once, and never lets a browser show them', async () => {
    const order = await bought(service);
    const { id } = (await claim(order, brokenMug(order))).body;
    const merchant = await merchantOf(order);
    const upload = (
      bytes: Uint8Array<ArrayBuffer> | string,
      type = 'image/png',
    ): Promise<TestResponse<ClaimBody['photos'][0]>> =>
      merchant.post(`/v1/claims/${id}/photos`, bytes, { 'content-type': type });
    const first = await upload(aPicture(800, 600));
    expect(first).toMatchObject({ status: 201, body: { type: 'image/png', width: 800, height: 600 } });
    expect((await upload(aPicture(800, 600), 'application/octet-stream')).body).toEqual(first.body);
    expect(await upload('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')).toMatchObject({
      status: 415,
    });
    expect(await upload(aPicture(100_000, 100_000))).toMatchObject({ status: 415, body: { code: 'NOT_A_PICTURE' } });
    expect((await upload('x', 'image/svg+xml')).status).toBe(415);
    expect((await upload(new Uint8Array(10 * 1024 * 1024 + 1))).status).toBe(413);

    // Where it was taken is nobody's business: what is kept is the same picture as without it.
    const taken = await upload(aPicture(800, 600, { text: 'GPS 41.0082N 28.9784E' }));
    expect(taken.body).toEqual(first.body);
    expect(await upload(aPicture(800, 600).subarray(0, -12))).toMatchObject({ status: 415 });

    const { sha256 } = first.body;
    const shown = await merchant.get(`/v1/claims/${id}/photos/${sha256}`);
    expect(shown.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');
    expect((await merchant.get<ClaimBody>(`/v1/claims/${id}`)).body.photos).toMatchObject([{ sha256 }]);
    for (const path of ['..%2f..%2fetc%2fpasswd', sha256.replace(/./, 'g')])
      expect(await merchant.get(`/v1/claims/${id}/photos/${path}`)).toMatchObject({ status: 404 });
    expect(await (await service.asMerchant()).get(`/v1/claims/${id}/photos/${sha256}`)).toMatchObject({ status: 404 });
    expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith(sha256))).toHaveLength(1);
  });

  it('follows by itself when goods came back to the supplier, unless they are claimed already', async () => {
    const order = await bought(service);
    await claim(order, brokenMug(order));
    const merchant = await merchantOf(order);
    const lines = [
      { lineId: order.mug, quantity: 2, reasonCode: 'DAMAGED' },
      { lineId: order.lamp, quantity: 1, reasonCode: 'OTHER' },
    ];
    const path = `/v1/orders/${order.orderId}/returns`;
    const { body } = await merchant.post<ReturnBody>(path, { kind: 'return', lines }, once());
    const received = body.lines.map(({ id }, at) => ({
      returnLineId: id,
      quantity: at === 0 ? 2 : 1,
      condition: 'opened',
    }));
    await merchant.post(`/v1/returns/${body.id}/receipts`, { reference: 'r', lines: received });
    const ofReturn = await merchant.get<{ items: object[] }>(`/v1/claims?returnId=${body.id}`);
    expect(ofReturn.body.items).toMatchObject([{ type: 'returned' }]);
    const { body: claims } = await merchant.get<{ items: object[] }>(`/v1/claims?orderId=${order.orderId}`);
    expect(claims.items).toMatchObject([
      { type: 'returned', returnId: body.id, supplierId: order.lampSupplier, amountMinor: 8_000 },
      { type: 'damaged' },
    ]);
  });
});

describe('photos of a customer', () => {
  const address = ({ token }: BoughtOrder): string => `/track/${token}/complaints?lang=en`;
  const picture = (width: number): Blob => new Blob([aPicture(width, 600)], { type: 'image/jpeg' });

  /** As a browser sends a form. */
  async function sendForm(path: string, fields: object, photos: readonly Blob[]): Promise<TestResponse<string>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields) as [string, string][]) form.append(name, value);
    for (const photo of photos) form.append('photos', photo, photo.size === 0 ? '' : 'IMG_1.jpg');
    const body = new Response(form);
    const bytes = new Uint8Array(await body.arrayBuffer());
    return service.http().post(path, bytes, { 'content-type': body.headers.get('content-type') ?? '' });
  }

  const send = (order: BoughtOrder, photos: readonly Blob[], key = uuidv7()): Promise<TestResponse<string>> =>
    sendForm(address(order), { key, type: 'damaged', lineId: order.mug, text: 'Kırık\r\ngeldi' }, photos);

  interface Shown {
    id: string;
    photos: { sha256: string; width: number }[];
    messages: { text: string }[];
  }
  const complaintsOf = async (order: BoughtOrder): Promise<Shown[]> => {
    const merchant = await merchantOf(order);
    const { body } = await merchant.get<{ items: { id: string }[] }>(`/v1/complaints?orderId=${order.orderId}`);
    return Promise.all(body.items.map(async ({ id }) => (await merchant.get<Shown>(`/v1/complaints/${id}`)).body));
  };
  const isKept = async (sha256: string): Promise<boolean> =>
    (await readdir(folder, { recursive: true })).some((name) => name.endsWith(sha256));

  it('are on the complaint once, for the merchant only, and prove the claim that is made of it', async () => {
    const order = await bought(service);
    const key = uuidv7();
    const photos = [picture(800), picture(640), picture(800), new Blob([])];
    const [sent, again] = [await send(order, photos, key), await send(order, photos, key)];
    expect([sent.status, again.headers.get('location')]).toEqual([303, sent.headers.get('location')]);
    const page = await service.http().get<string>(sent.headers.get('location') ?? '');
    expect(page.body).toContain('You sent 2 photos.');
    const complaints = await complaintsOf(order);
    expect(complaints).toHaveLength(1);
    const { id, photos: shown, messages } = complaints[0]!;
    expect(messages[0]).toMatchObject({ text: 'Kırık\ngeldi' });
    expect(shown.map(({ width }) => width).sort()).toEqual([640, 800]);

    const hashes = shown.map(({ sha256 }) => sha256).sort();
    const photo = `/v1/complaints/${id}/photos/${hashes[0]!}`;
    const saved = await (await merchantOf(order)).get(photo);
    expect(saved.status).toBe(200);
    expect(saved.headers.get('content-type')).toBe('image/png');
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(saved.headers.get('content-security-policy')).toContain('sandbox');
    const supplier = await service.asSupplier(order.mugSupplier, order.merchantId);
    expect((await supplier.get<Shown>(`/v1/complaints/${id}`)).body.photos).toEqual([]);
    for (const stranger of [supplier, await service.asMerchant(), service.http()])
      expect([401, 403, 404]).toContain((await stranger.get(photo)).status);

    const made = await claim(order, { ...brokenMug(order), complaintId: id });
    expect(made.body.photos.map(({ sha256 }) => sha256).sort()).toEqual(hashes);
    await eventually(() => expect(told(order, 'claim.opened')).toMatchObject([{ photos: 2 }]));
    // Another customer's complaint proves nothing.
    const other = await bought(service);
    expect((await claim(other, { ...brokenMug(other), complaintId: id })).body.photos).toEqual([]);
  });

  it('may come with a later message, once however often it is sent, and over the API', async () => {
    const order = await bought(service);
    await send(order, [picture(800)]);
    const [{ id }] = (await complaintsOf(order)) as [Shown];
    const thread = `/track/${order.token}/complaints/${id}/messages?lang=en`;
    const more = { key: uuidv7(), text: 'And the box' };
    for (const answer of [await sendForm(thread, more, [picture(640)]), await sendForm(thread, more, [picture(640)])])
      expect(answer.status).toBe(303);
    expect((await sendForm(thread, { key: uuidv7(), text: 'x' }, [new Blob(['<svg/>'])])).body).toContain(
      'photos-error',
    );
    const plain = await service
      .http()
      .post(thread, 'key=k&text=No+photo', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(plain.status).toBe(303);

    const upload = (token: string, bytes: Uint8Array<ArrayBuffer> | string) =>
      service.http().post(`/v1/self-service/${token}/complaints/${id}/photos`, bytes, { 'content-type': 'image/png' });
    const [shown, again] = [
      await upload(order.token, aPicture(320, 600)),
      await upload(order.token, aPicture(320, 600)),
    ];
    expect(shown).toMatchObject({ status: 201, body: { type: 'image/png', width: 320, height: 600 } });
    expect(again.body).toEqual(shown.body);
    expect(await upload(order.token, 'no picture')).toMatchObject({ status: 415, body: { code: 'NOT_A_PICTURE' } });
    expect((await upload((await bought(service)).token, aPicture(1, 1))).status).toBe(404);
    const merchant = await merchantOf(order);
    const path = `/v1/complaints/${id}/photos`;
    expect((await merchant.post(path, aPicture(240, 600), { 'content-type': 'image/png' })).status).toBe(201);
    const stranger = await service.asMerchant();
    expect((await stranger.post(path, aPicture(1, 1), { 'content-type': 'image/png' })).status).toBe(404);

    const [complaint] = await complaintsOf(order);
    expect(complaint?.photos.map(({ width }) => width).sort()).toEqual([240, 320, 640, 800]);
    expect(complaint?.messages.map(({ text }) => text)).toEqual(['Kırık\ngeldi', 'And the box', 'No photo']);
  });

  it('are refused with a word beside the field, and then nothing is kept', async () => {
    const order = await bought(service);
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'], {
      type: 'image/png',
    });
    const bomb = new Blob([aPicture(100_000, 100_000)]);
    const large = new Blob([aPicture(800, 600), new Uint8Array(10 * 1024 * 1024)]);
    const five = [1, 2, 3, 4, 5].map((width) => picture(width));
    for (const photos of [[svg], [picture(800), bomb], [large], five]) {
      const answer = await send(order, photos);
      expect([answer.status, answer.body.includes('photos-error')]).toEqual([422, true]);
    }
    const broken = await service.http().post(address(order), 'no parts', { 'content-type': 'multipart/form-data' });
    expect(broken.status).toBe(400);
    expect((await service.http().post(address(order), { type: 'damaged' })).status).toBe(422);
    expect(await complaintsOf(order)).toEqual([]);
  });

  it('of 200 MB are refused before they are sent', async () => {
    const order = await bought(service);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 200 * 1024 * 1024 };
      const upload = request(`${service.service.url}${address(order)}`, { method: 'POST', headers }, (answer) => {
        resolve(answer.statusCode);
        upload.destroy();
      });
      upload.on('error', reject);
      upload.write('--x\r\n');
    });
    expect(status).toBe(413);
  });

  it('are twenty of an order in a day, and go when they were kept long enough', async () => {
    const order = await bought(service);
    for (let sent = 0; sent < 5; sent += 1)
      expect(
        (
          await send(
            order,
            [1, 2, 3, 4].map((at) => picture(1_000 + sent * 4 + at)),
          )
        ).status,
      ).toBe(303);
    expect((await send(order, [picture(2_000)])).status).toBe(429);
    expect((await send(order, [])).status).toBe(303);
    const [old] = (await complaintsOf(order)).filter(({ photos }) => photos.length > 0);
    const sha256 = old?.photos[0]?.sha256 ?? '';
    expect(await isKept(sha256)).toBe(true);
    await service.dataSource.query(
      `WITH ended AS (UPDATE complaints SET status = 'solved' WHERE id = $1)
       UPDATE complaint_photos SET added_at = now() - interval '400 days' WHERE complaint_id = $1`,
      [old?.id],
    );
    await eventually(async () => expect(await isKept(sha256)).toBe(false), { timeoutMs: 30_000 });
  });
});

describe('an exchange', () => {
  const exchange = async (order: BoughtOrder, unitPriceMinor: number): Promise<ReturnBody> => {
    const merchant = await merchantOf(order);
    const wanted = [{ sku: 'MUG-BLUE', title: 'Mavi kupa', quantity: 1, unitPriceMinor }];
    const lines = [{ lineId: order.mug, quantity: 1, reasonCode: 'OTHER' }];
    const path = `/v1/orders/${order.orderId}/returns`;
    const asked = await merchant.post<ReturnBody>(path, { kind: 'exchange', lines, exchange: wanted }, once());
    expect(asked).toMatchObject({ status: 201, body: { status: 'approved' } });
    expect(told(order, 'exchange.requested')).toEqual([]);
    const receipt = {
      reference: 'r',
      lines: [{ returnLineId: asked.body.lines[0]?.id, quantity: 1, condition: 'as_new' }],
    };
    return (await merchant.post<ReturnBody>(`/v1/returns/${asked.body.id}/receipts`, receipt)).body;
  };

  it.each([
    ['dearer goods', 19_990, { creditMinor: 14_990, dueMinor: 5_000 }, 'closed', []],
    ['goods of the same price', 14_990, { creditMinor: 14_990, dueMinor: 0 }, 'closed', []],
    ['cheaper goods', 10_000, { creditMinor: 10_000, dueMinor: 0 }, 'refunding', [{ amountMinor: 4_990 }]],
  ])('for %s asks for a linked order with the difference', async (_name, priceMinor, sums, status, refunds) => {
    const order = await bought(service);
    const after = await exchange(order, priceMinor);
    expect(after).toMatchObject({ status, refunds });
    await eventually(() =>
      expect(told(order, 'exchange.requested')).toMatchObject([
        { ...sums, externalId: `1001-${after.number}`, lines: [{ sku: 'MUG-BLUE', unitPriceMinor: priceMinor }] },
      ]),
    );
    expect(told(order, 'return.exchanged')).toHaveLength(1);
  });

  it('names the goods that are wanted', async () => {
    const order = await bought(service);
    const merchant = await merchantOf(order);
    const lines = [{ lineId: order.mug, quantity: 1, reasonCode: 'OTHER' }];
    const answer = await merchant.post(`/v1/orders/${order.orderId}/returns`, { kind: 'exchange', lines }, once());
    expect(answer).toMatchObject({ status: 422, body: { code: 'EXCHANGE_GOODS' } });
  });
});
