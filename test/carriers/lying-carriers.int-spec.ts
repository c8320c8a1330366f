import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { eventually } from '#testing';
import {
  carrierLies,
  latin5,
  RETRY_AFTER_SECONDS,
  type CarrierLie,
} from '../../apps/simulator/src/carriers/domain/carrier-lies.js';
import { nativeCarriers, type NativeCarrier } from '../../apps/simulator/src/carriers/domain/carrier-wire.js';
import { CLIENT_SECRET, LyingWorld, patiently, type LiedParcel } from './lying-world.js';

/** The table of docs/tracking.md: what an answer comes to, the same for every carrier. `read`: as if it were true. */
const outcomes: Readonly<Record<Exclude<CarrierLie, 'limit'>, string>> = {
  error500: 'unavailable',
  stall: 'timeout',
  half: 'truncated',
  cut: 'unavailable',
  html: 'html',
  latin5AsUtf8: 'read',
  latin5Undeclared: 'read',
  utf8AsLatin5: 'read',
  otherParcel: 'wrong_parcel',
  errorBody: 'carrier_error',
};
const told = carrierLies.filter((lie) => lie !== 'limit');
type ToldLie = (typeof told)[number];
const refused = [...new Set(Object.values(outcomes))].filter((outcome) => outcome !== 'read').sort();
/** For a test that waits, and for starting and stopping: a carrier that was too late too often rests for half a minute. */
const LONG_MS = 90_000;

describe('carriers that lie', () => {
  let world: LyingWorld;
  const parcels = new Map<string, LiedParcel>();
  const parcel = (carrier: NativeCarrier, about: string): LiedParcel => parcels.get(`${carrier} ${about}`)!;
  /** Sürat names no parcel: what is another one's can be told only after its own was heard. */
  const firstLies = (carrier: NativeCarrier): readonly ToldLie[] =>
    told.filter((lie) => carrier !== 'surat' || lie !== 'otherParcel');

  beforeAll(async () => {
    world = await LyingWorld.begin();
    const expected = new Map<string, string>();
    for (const [index, carrier] of nativeCarriers.entries()) {
      for (const [place, about] of ['truth', ...told].entries()) {
        const number = `900${String(index)}${String(place).padStart(2, '0')}1`;
        parcels.set(`${carrier} ${about}`, { carrier, number, shipmentId: uuidv7() });
      }
      expected.set(parcel(carrier, 'truth').number, 'read');
      for (const lie of firstLies(carrier)) {
        await world.lies(carrier, parcel(carrier, lie).number, lie);
        // Two lies come to `unavailable`: a carrier shows the last number of each reason.
        if (lie !== 'error500') expected.set(parcel(carrier, lie).number, outcomes[lie]);
      }
    }
    await world.parcels([...parcels.values()]);
    // Once: each parcel of each carrier is asked about, all carriers side by side.
    await eventually(async () => {
      const seen = await world.outcomes();
      const missing = [...expected].filter(([number, outcome]) => seen.get(number) !== outcome);
      await world.again(missing.map(([number]) => number));
      expect(missing).toEqual([]);
    }, patiently);
  }, LONG_MS);
  afterAll(() => world.end(), LONG_MS);

  it.each(nativeCarriers)(
    '%s: each lie is refused for its reason and seen, and nothing of it is stored',
    async (carrier) => {
      const reasons = refused.filter((reason) => carrier !== 'surat' || reason !== 'wrong_parcel');
      const seen = (await world.carriers()).get(carrier)!.refusals;
      // A machine that is busy can be too slow for a token; the questions are put again then.
      const seenReasons = seen.map(({ reason }) => reason).filter((reason) => reason !== 'no_token');
      expect(seenReasons.sort()).toEqual(reasons);
      for (const lie of firstLies(carrier).filter((one) => outcomes[one] !== 'read')) {
        expect([lie, await world.checkpoints(parcel(carrier, lie).shipmentId)]).toEqual([lie, []]);
      }
    },
  );

  it.each(nativeCarriers)('%s: Turkish letters are right in whatever code page they come', async (carrier) => {
    const truth = await world.checkpoints(parcel(carrier, 'truth').shipmentId);
    const turkish = ['ups', 'dhl', 'fedex', 'usps'].includes(carrier) ? 'Çeşme, İzmir' : /[çğışöüÇĞİŞÖÜ]/;
    expect(JSON.stringify(truth)).toMatch(turkish);
    for (const lie of told.filter((one) => outcomes[one] === 'read'))
      expect([lie, await world.checkpoints(parcel(carrier, lie).shipmentId)]).toEqual([lie, truth]);
  });

  describe.each(['ups', 'dhl', 'fedex', 'usps'] as const)('what %s pushes', (carrier) => {
    /** A parcel of the carrier, and a word about it in the form that gateways sign. */
    const given = async (number: string) => {
      const own = { carrier, number, shipmentId: uuidv7() };
      await world.parcels([own]);
      const occurredAt = new Date(Date.now() - 3_600_000).toISOString();
      const word = { trackingNumber: number, eventId: 'e1', status: 'in_transit', place: 'Şişli', occurredAt };
      return { own, text: JSON.stringify([word]) };
    };
    const pushed = expect.objectContaining({ status: 'in_transit', place: 'Şişli' });

    it('is refused, seen and not stored when it is no report', async () => {
      const { own, text } = await given(`77${carrier}`);
      const bodies = [
        '<!doctype html><html><body>Hata</body></html>',
        text.slice(0, -9),
        '{"error":"internal"}',
        'busy',
      ];
      for (const body of bodies) expect((await world.push(carrier, Buffer.from(body))).status).toBe(422);
      const seen = (await world.carriers()).get(carrier)?.refusals.map(({ reason }) => reason);
      expect(seen).toEqual(expect.arrayContaining(['html', 'truncated', 'unexpected_form', 'malformed']));
      expect(await world.checkpoints(own.shipmentId)).not.toContainEqual(pushed);
    });

    it.each([
      ['ISO-8859-9 that claims UTF-8', 'application/json; charset=utf-8', latin5],
      ['ISO-8859-9 that says nothing', 'application/json', latin5],
      ['ISO-8859-9 that says so', 'application/json; charset=ISO-8859-9', latin5],
      ['UTF-8 that claims ISO-8859-9', 'application/json; charset=ISO-8859-9', (text: string) => Buffer.from(text)],
    ])('keeps its Turkish letters in %s', async (what, type, encode) => {
      const { own, text } = await given(`78${carrier}${what.replaceAll(' ', '')}`);
      const answer = await world.push(carrier, encode(text), type);
      expect(answer.body).toMatchObject({ accepted: 1, unmatched: 0 });
      expect(await world.checkpoints(own.shipmentId)).toContainEqual(pushed);
    });
  });

  it(
    'an answer that names no parcel is refused when it is about another journey',
    async () => {
      const { number, shipmentId } = parcel('surat', 'truth');
      const before = await world.checkpoints(shipmentId);
      await world.lies('surat', number, 'otherParcel');
      await world.due('surat', number);
      await eventually(
        async () =>
          expect((await world.carriers()).get('surat')?.refusals).toContainEqual(
            expect.objectContaining({ reason: 'wrong_parcel', lastTrackingNumber: number }),
          ),
        patiently,
      );
      expect(await world.checkpoints(shipmentId)).toEqual(before);
      await world.lies('surat', number, null);
    },
    LONG_MS,
  );

  it(
    'one token serves all questions, and another is fetched when it is revoked',
    async () => {
      const given = await world.tokensGiven('ups');
      // Eleven questions and one token; a machine that is busy can be too slow for some of them.
      expect(given).toBeLessThan(told.length / 2);
      const { number } = parcel('ups', 'truth');
      const before = (await world.asked('ups')).get(number)!;
      await world.revokeTokens('ups');
      await world.due('ups', number);
      await eventually(async () => expect((await world.asked('ups')).get(number)).toBe(before + 1), patiently);
      expect(await world.tokensGiven('ups')).toBe(given + 1);
    },
    LONG_MS,
  );

  it(
    'a token server that is ill leaves that carrier alone, and no other',
    async () => {
      await world.lies('fedex', 'token', 'html');
      await world.revokeTokens('fedex');
      const before = await world.asked('fedex');
      const noToken = await world.refused('fedex', 'no_token');
      await world.due('fedex', ...[...before.keys()]);
      // More than before: after so many the carrier rests, and then questions are refused without a try for a token.
      await eventually(
        async () => expect(await world.refused('fedex', 'no_token')).toBeGreaterThan(noToken),
        patiently,
      );
      const { number } = parcel('dhl', 'truth');
      await world.askedOnceMore('dhl', number);
      expect(await world.asked('fedex')).toEqual(before);
      const logs = JSON.stringify(world.tracker.logs());
      expect(logs).toContain('gives no token');
      expect(logs).not.toMatch(new RegExp(`${CLIENT_SECRET}|Bearer|Basic |access_token`));
    },
    LONG_MS,
  );

  it(
    'who wants to be asked less is left alone for as long as it says, with all that was not asked yet',
    async () => {
      const limited = nativeCarriers.filter((carrier) => carrier !== 'dhl' && carrier !== 'fedex');
      for (const carrier of limited) {
        const { number } = parcel(carrier, 'truth');
        const others = told.map((lie) => parcel(carrier, lie).number);
        for (const one of [number, ...others]) await world.lies(carrier, one, 'limit');
        await world.due(carrier, number, ...others);
      }
      await eventually(async () => {
        const seen = await world.carriers();
        for (const carrier of limited) {
          const { refusals, polling } = seen.get(carrier)!;
          expect([carrier, ...refusals.map(({ reason }) => reason)]).toContain('limit');
          expect(polling.spent.pausedSeconds).toBeGreaterThan(0);
          expect(polling.spent.pausedSeconds).toBeLessThanOrEqual(RETRY_AFTER_SECONDS);
          // At most five were on their way; the rest waits, unasked.
          expect((await world.waiting(carrier)).length).toBeGreaterThanOrEqual(told.length + 1 - 5);
        }
      }, patiently);
      const before = new Map(await Promise.all(limited.map(async (code) => [code, await world.asked(code)] as const)));
      // Another carrier's two further turns, a second apart, are the clock.
      for (let turn = 0; turn < 2; turn += 1) {
        const { number } = parcel('dhl', 'truth');
        await world.askedOnceMore('dhl', number);
      }
      for (const carrier of limited) expect(await world.asked(carrier)).toEqual(before.get(carrier));
    },
    LONG_MS,
  );
});
