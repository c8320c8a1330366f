import { describe, expect, it } from '@jest/globals';
import { shipmentStatuses } from '#contracts';
import type { CarrierPort } from '../src/carriers/carrier.port.js';

/** How a test makes one carrier say something. */
export interface CarrierHarness<Said> {
  readonly port: CarrierPort<Said>;
  /** What the adapter hears when the carrier reports these entries about `trackingNumber`. */
  readonly says: (trackingNumber: string, entries: readonly object[]) => Said;
  /** What the adapter hears when the carrier says this text, true or not. */
  readonly babbles: (trackingNumber: string, text: string) => Said;
}

const number = 'AR 77-01';
const entry = (changes: object = {}): object => ({
  eventId: 'e1',
  trackingNumber: number,
  status: 'in_transit',
  occurredAt: '2026-11-22T12:30:00+03:00',
  description: 'Transfer',
  place: 'Gebze',
  ...changes,
});

/** What every adapter promises, whichever way its carrier speaks. */
export function carrierConformance<Said>(name: string, harness: () => CarrierHarness<Said>): void {
  const heard = async (entries: readonly object[]) => {
    const { port, says } = harness();
    return port.hear(says(number, entries));
  };

  describe(`${name} keeps the promises of a carrier`, () => {
    it('takes each of the thirteen normal statuses', async () => {
      const report = await heard(shipmentStatuses.map((status, index) => entry({ eventId: String(index), status })));
      expect(report.checkpoints.map((one) => one.status)).toEqual([...shipmentStatuses]);
    });

    it('makes instants of times with an offset, and guesses none without', async () => {
      const report = await heard([entry(), entry({ eventId: 'e2', occurredAt: '2026-11-22T12:30:00' })]);
      expect(report.checkpoints.map((one) => one.occurredAt.toISOString())).toEqual(['2026-11-22T09:30:00.000Z']);
      expect(report.rejections).toMatchObject([{ index: 1, code: 'INVALID_CHECKPOINT' }]);
    });

    it('keeps words and place, and makes null of what is empty or absent', async () => {
      const report = await heard([entry(), entry({ eventId: 'e2', description: ' ', place: undefined })]);
      expect(report.checkpoints).toMatchObject([
        { trackingNumber: number, eventId: 'e1', description: 'Transfer', place: 'Gebze', fault: null },
        { eventId: 'e2', description: null, place: null },
      ]);
    });

    it('gives the same event the same id, also when the carrier gives none', async () => {
      const first = await heard([entry({ eventId: undefined }), entry({ eventId: undefined, place: 'Ankara' })]);
      const again = await heard([entry({ eventId: undefined, occurredAt: '2026-11-22T09:30:00Z' })]);
      expect(again.checkpoints[0]?.eventId).toBe(first.checkpoints[0]?.eventId);
      expect(first.checkpoints[1]?.eventId).not.toBe(first.checkpoints[0]?.eventId);
    });

    it('does not lose good checkpoints to a bad one, nor to fields of its own', async () => {
      const report = await heard([entry({ status: 'flying' }), entry({ eventId: 'e2', weightKg: 3 })]);
      expect(report.checkpoints).toHaveLength(1);
      expect(report.rejections).toMatchObject([{ index: 0 }]);
    });

    it('hears nothing in an empty report', async () => {
      expect(await heard([])).toEqual({ checkpoints: [], rejections: [] });
    });

    it('refuses what makes no sense at all', async () => {
      const { port, babbles } = harness();
      await expect(port.hear(babbles(number, '<html>busy</html>'))).rejects.toMatchObject({
        code: 'UNREADABLE_CARRIER_REPORT',
      });
      await expect(heard([entry({ status: 'flying' })])).rejects.toMatchObject({ code: 'UNREADABLE_CARRIER_REPORT' });
      await expect(heard(Array.from({ length: 501 }, () => entry()))).rejects.toMatchObject({
        code: 'UNREADABLE_CARRIER_REPORT',
      });
    });
  });
}
