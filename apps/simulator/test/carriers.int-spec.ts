import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { SimulatedWorld } from './simulated-world.js';

describe('simulated carriers', () => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    world = await SimulatedWorld.begin({ MISBEHAVIOUR: 'outOfOrder=1' });
    world.product.chosen = 'ege';
    await world.sendOrders({ count: 12, platform: 'rest' });
    await world.booked(12, 'shipped');
  });
  afterAll(() => world.end());

  const track = async (carrier: string, number: string) => {
    const response = await fetch(`${world.service.url}/sim/carriers/${carrier}/track/${number}`);
    const body = (await response.json()) as { checkpoints: { eventId: string; status: string; occurredAt: string }[] };
    return { status: response.status, ...body };
  };

  it('push every checkpoint of a parcel, signed', async () => {
    const { parcels } = await world.ledger();
    const pushed = parcels.filter(({ carrier }) => carrier === 'dhl');
    expect(pushed.length).toBeGreaterThan(0);
    await eventually(async () => {
      for (const { eventId, told } of (await world.ledger()).checkpoints) {
        if (pushed.some(({ trackingNumber }) => eventId.startsWith(`${trackingNumber}-`))) expect(told).toBe(1);
      }
    });
    expect(world.product.badSignatures).toEqual([]);
    for (const { trackingNumber } of pushed) {
      const events = world.product.checkpoints.filter((event) => event.trackingNumber === trackingNumber);
      expect(events.map(({ status }) => status)).toContain('delivered');
    }
  });

  it('wait to be asked when they are of that kind, and then tell what has happened so far', async () => {
    const { parcels } = await world.ledger();
    const asked = parcels.find(({ carrier }) => carrier === 'aras')!;
    const { checkpoints } = await eventually(async () => {
      const answer = await track('aras', asked.trackingNumber);
      expect(answer.checkpoints.map(({ status }) => status)).toContain('delivered');
      return answer;
    });
    expect(checkpoints.every(({ occurredAt }) => new Date(occurredAt) <= new Date())).toBe(true);
    expect(world.product.checkpoints.some(({ trackingNumber }) => trackingNumber === asked.trackingNumber)).toBe(false);
  });

  it('do not know parcels of others', async () => {
    const { parcels } = await world.ledger();
    const other = parcels.find(({ carrier }) => carrier === 'dhl')!;
    expect((await track('aras', other.trackingNumber)).status).toBe(404);
  });

  it('answer in their own formats as well', async () => {
    const ask = (carrier: string) =>
      fetch(`${world.service.url}/sim/carriers/${carrier}/native`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=utf-8' },
        body: '<queryShipment><keys xmlns="">N-1</keys></queryShipment>',
      });
    const answer = await ask('yurtici');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
    expect(await answer.text()).toContain('Kargo bulunamadı');
    expect((await ask('nobody')).status).toBe(404);
  });
});
