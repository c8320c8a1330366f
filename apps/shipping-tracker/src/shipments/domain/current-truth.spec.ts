import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkpointSources, shipmentStatuses, type ShipmentStatus } from '#contracts';
import { currentTruth, NUMBER_REUSE_DAYS, type KnownCheckpoint } from './current-truth.js';
import { finalStatuses, mayReplace } from './shipment-status.js';

const shippedAt = new Date('2026-11-20T08:00:00Z');
const DAY_MS = 86_400_000;

let count = 0;
const at = (hours: number, status: ShipmentStatus, changes: Partial<KnownCheckpoint> = {}): KnownCheckpoint => ({
  status,
  occurredAt: new Date(shippedAt.getTime() + hours * 3_600_000),
  source: 'webhook',
  eventId: `e${String((count += 1))}`,
  fault: null,
  description: null,
  place: null,
  ...changes,
});

const checkpoints = () =>
  fc.uniqueArray(
    fc.record({
      status: fc.constantFrom(...shipmentStatuses),
      // Few instants, so that ties are common.
      occurredAt: fc
        .integer({ min: -40 * 24, max: 80 * 24 })
        .map((hours) => new Date(shippedAt.getTime() + hours * 3_600_000)),
      source: fc.constantFrom(...checkpointSources),
      eventId: fc.integer({ min: 1, max: 30 }).map(String),
      fault: fc.constant(null),
      description: fc.constant(null),
      place: fc.constantFrom(null, 'Gebze', 'Kadıköy'),
    }),
    { selector: (checkpoint) => `${checkpoint.source}:${checkpoint.eventId}`, maxLength: 12 },
  );

describe('the current truth about a parcel', () => {
  it('is registered while nobody said anything', () => {
    expect(currentTruth(shippedAt, [])).toMatchObject({ status: 'registered', since: shippedAt, source: 'supplier' });
  });

  it('is what happened last, not what arrived last', () => {
    expect(currentTruth(shippedAt, [at(9, 'out_for_delivery'), at(2, 'picked_up'), at(5, 'in_transit')]).status).toBe(
      'out_for_delivery',
    );
  });

  it('takes the status further along when two things happened in the same instant', () => {
    expect(currentTruth(shippedAt, [at(5, 'delivered'), at(5, 'out_for_delivery')]).status).toBe('delivered');
  });

  it('keeps the time a status began when it is repeated, and takes the newer place', () => {
    const truth = currentTruth(shippedAt, [
      at(2, 'in_transit', { place: 'Gebze' }),
      at(7, 'in_transit', { place: 'Ankara' }),
    ]);
    expect(truth).toMatchObject({ place: 'Ankara', since: new Date('2026-11-20T10:00:00Z') });
  });

  it('stays delivered when a weak word comes later', () => {
    expect(currentTruth(shippedAt, [at(5, 'delivered'), at(6, 'delayed'), at(7, 'registered')]).status).toBe(
      'delivered',
    );
  });

  it('follows a correction after a delivery that was none', () => {
    expect(currentTruth(shippedAt, [at(5, 'delivered'), at(6, 'attempt_failed')]).status).toBe('attempt_failed');
    expect(currentTruth(shippedAt, [at(5, 'delivered'), at(6, 'attempt_failed'), at(29, 'delivered')]).status).toBe(
      'delivered',
    );
  });

  it('does not go back to the desk when a label is printed again', () => {
    expect(currentTruth(shippedAt, [at(2, 'in_transit'), at(3, 'registered')]).status).toBe('in_transit');
  });

  it('ignores what an earlier or later parcel with the same number went through', () => {
    const before = -24 * (NUMBER_REUSE_DAYS + 1);
    expect(currentTruth(shippedAt, [at(before, 'delivered')]).status).toBe('registered');
    expect(currentTruth(shippedAt, [at(5, 'delivered'), at(24 * (NUMBER_REUSE_DAYS + 2), 'in_transit')]).status).toBe(
      'delivered',
    );
  });

  it('names who usually causes an exception unless the carrier says who did', () => {
    expect(currentTruth(shippedAt, [at(5, 'attempt_failed')]).fault).toBe('consignee');
    expect(currentTruth(shippedAt, [at(5, 'on_hold', { fault: 'customs' })]).fault).toBe('customs');
  });

  it('is the same for any order of arrival and any repetition', () => {
    fc.assert(
      fc.property(
        checkpoints().chain((all) =>
          fc.record({
            all: fc.constant(all),
            heard: fc
              .array(fc.nat({ max: Math.max(0, all.length - 1) }), { maxLength: 20 })
              .chain((again) => fc.constant<KnownCheckpoint[]>([...all, ...again.flatMap((index) => all[index] ?? [])]))
              .chain((list) => fc.shuffledSubarray(list, { minLength: list.length })),
          }),
        ),
        ({ all, heard }) => {
          expect(currentTruth(shippedAt, heard)).toEqual(currentTruth(shippedAt, all));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is never older than a believable delivery that nothing contradicted', () => {
    fc.assert(
      fc.property(checkpoints(), (all) => {
        const truth = currentTruth(shippedAt, all);
        const newest = Math.max(
          shippedAt.getTime(),
          ...all.filter((one) => one.status === truth.status).map((one) => one.occurredAt.getTime()),
        );
        expect(truth.since.getTime()).toBeLessThanOrEqual(newest);
        expect(truth.since.getTime()).toBeGreaterThanOrEqual(shippedAt.getTime() - NUMBER_REUSE_DAYS * DAY_MS);
      }),
    );
  });
});

describe('normal statuses', () => {
  it('end in delivered, returned, cancelled or expired', () => {
    expect([...finalStatuses].sort()).toEqual(['cancelled', 'delivered', 'expired', 'returned']);
  });

  it('let any movement follow any other while the parcel is on its way', () => {
    expect(mayReplace('out_for_delivery', 'in_transit')).toBe(true);
    expect(mayReplace('returning', 'delivered')).toBe(true);
  });
});
