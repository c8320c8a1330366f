import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { shipmentStatuses } from '#contracts';
import { parseMisbehaviour, wellBehaved } from '../../world/domain/misbehaviour.js';
import { trackingNumberOf } from './tracking-number.js';
import { planWalk, type WalkStep } from './walk.js';

const walk = (trackingNumber: string, rates = wellBehaved): WalkStep[] =>
  planWalk({ seed: 'seed', rates, trackingNumber, from: 'İzmir', to: 'Ankara' });
const numbers = Array.from({ length: 200 }, (_, index) => trackingNumberOf('seed', 'aras', `po-${index}`, 0));

describe("a parcel's way", () => {
  it('is the same for the same seed and number', () => {
    const rates = parseMisbehaviour('late=0.3,twice=0.3,outOfOrder=0.3,silent=0.2');
    expect(numbers.map((number) => walk(number, rates))).toEqual(numbers.map((number) => walk(number, rates)));
  });

  it('starts picked up, ends delivered, in words that the product knows, told when it happens', () => {
    for (const number of numbers) {
      const steps = walk(number);
      expect([steps[0]?.status, steps.at(-1)?.status]).toEqual(['picked_up', 'delivered']);
      for (const step of steps) {
        expect(shipmentStatuses).toContain(step.status);
        expect(step).toMatchObject({ copies: 1, toldAfterHours: step.occurredAfterHours });
      }
      expect([...steps].sort((a, b) => a.toldAfterHours - b.toldAfterHours)).toEqual(steps);
    }
  });

  it('takes tens of hours at most: tens of seconds at the pace of the demo', () => {
    for (const number of numbers) expect(walk(number).at(-1)?.toldAfterHours).toBeLessThan(25);
  });

  it('is told out of order when wished for, while the times of the facts stay true', () => {
    const steps = walk(numbers[0]!, parseMisbehaviour('outOfOrder=1'));
    expect(steps[0]!.toldAfterHours).toBeGreaterThan(steps[1]!.toldAfterHours);
    expect(steps[0]!.occurredAfterHours).toBeLessThan(steps[1]!.occurredAfterHours);
  });

  it('is told twice under the same event id when wished for', () => {
    const steps = walk(numbers[0]!, parseMisbehaviour('twice=1'));
    expect(steps.every((step) => step.copies === 2)).toBe(true);
    expect(new Set(steps.map((step) => step.eventId)).size).toBe(steps.length);
  });

  it('gets lost on its way to a customer, and is found again', () => {
    const losses = { rate: 1, forGood: false };
    for (const trackingNumber of numbers) {
      const steps = planWalk({ seed: 'seed', rates: wellBehaved, losses, trackingNumber, from: 'İzmir', to: 'Ankara' });
      expect(steps.map(({ status }) => status).slice(2, 3)).toEqual(['delayed']);
      expect(steps.at(-1)?.status).toBe('delivered');
      expect(new Set(steps.map(({ eventId }) => eventId)).size).toBe(steps.length);
      expect([...steps].sort((a, b) => a.toldAfterHours - b.toldAfterHours)).toEqual(steps);
    }
  });

  it('is lost for good in half of the cases on its way back', () => {
    const losses = { rate: 1, forGood: true };
    const ends = numbers.map(
      (trackingNumber) =>
        planWalk({ seed: 'seed', rates: wellBehaved, losses, trackingNumber, from: '', to: 'Ankara' }).at(-1)?.status,
    );
    expect(new Set(ends)).toEqual(new Set(['delivered', 'expired']));
  });

  it('falls silent for days and still ends delivered', () => {
    const steps = walk(numbers[0]!, parseMisbehaviour('silent=1'));
    const gaps = steps.slice(1).map((step, index) => step.toldAfterHours - steps[index]!.toldAfterHours);
    expect(Math.max(...gaps)).toBeGreaterThan(100);
    expect(steps.at(-1)?.status).toBe('delivered');
  });
});

describe('tracking numbers', () => {
  it('have the form of their carrier and differ from parcel to parcel', () => {
    expect(trackingNumberOf('s', 'ups', 'po', 0)).toMatch(/^1Z\d{16}$/);
    expect(trackingNumberOf('s', 'dhl', 'po', 0)).toMatch(/^3\d{9}$/);
    expect(new Set([...numbers, trackingNumberOf('seed', 'aras', 'po-0', 1)]).size).toBe(201);
  });
});
