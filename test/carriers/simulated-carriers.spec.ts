import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { formatOf } from '../../apps/shipping-tracker/src/carriers/formats/carrier-formats.js';
import {
  askedNumber,
  errorPage,
  nativeCarriers,
  wireAnswer,
} from '../../apps/simulator/src/carriers/domain/carrier-wire.js';

const number = '3513773163316';
const walk = ['picked_up', 'in_transit', 'out_for_delivery', 'attempt_failed', 'delivered'].map((status, hours) => ({
  ...{ status, place: 'İzmir & Çeşme', occurredAt: new Date(Date.UTC(2026, 10, 22, 6 + hours, 30)) },
}));
/** Aras and MNG say only where a parcel stands. */
const standing = new Set(['aras', 'mng']);

describe.each(nativeCarriers)('the simulated %s', (carrier) => {
  const format = formatOf(carrier);
  const heard = (words: typeof walk | null) => {
    const { body, contentType, status } = wireAnswer(carrier, number, words);
    return format.read({ status, contentType, bytes: Buffer.from(body) }, number, new Date());
  };

  it('hears the question that the tracker asks', () => {
    const { url, body = '' } = format.question('http://carrier.example/native', number, { user: 'u', password: 'p' });
    expect(askedNumber(url, body)).toBe(number);
  });

  it('says every step of a walk in words that the tracker understands, at the time it happened', () => {
    for (const [index, step] of walk.entries()) {
      const { checkpoints, rejections } = heard(walk.slice(0, index + 1));
      expect(rejections).toEqual([]);
      const last = [...checkpoints].sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime()).at(-1);
      expect([carrier, last?.status]).toEqual([carrier, step.status]);
      if (carrier !== 'aras') expect(last?.occurredAt).toEqual(step.occurredAt);
      expect(checkpoints).toHaveLength(standing.has(carrier) ? 1 : index + 1);
    }
  });

  it('has no news of what it does not know, and its error page is refused', () => {
    expect(heard(null)).toEqual({ checkpoints: [], rejections: [] });
    const page = { status: 200, contentType: 'text/html', bytes: Buffer.from(errorPage) };
    expect(() => format.read(page, number, new Date())).toThrow(/web page/);
  });
});
