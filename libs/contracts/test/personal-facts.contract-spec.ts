import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { erasedFacts, fromWire, newestEvents, personalFacts, toWire, type WireMessage } from '../src/index.js';

interface Golden {
  topic: string;
  key: string;
  headers: Record<string, string>;
  data: Record<string, unknown>;
}

const golden = (type: string, version: number): Golden =>
  JSON.parse(readFileSync(`libs/contracts/fixtures/${type}.v${String(version)}.json`, 'utf8')) as Golden;
const wire = (message: Golden): WireMessage => ({ ...message, value: Buffer.from(JSON.stringify(message.data)) });
const customersTopics = /\.(orders|purchase-orders|shipments|notifications|after-sales)\./;

/** Words under which people, places and what they write travel. */
const telling =
  /mail|phone|^customer$|address|text|comment|note$|detail|^place$|description|token|link|labelUrl|tracking|instructions|^answer$/i;

/** Telling names of facts that say nothing about a customer. */
const harmless = new Set([
  // Told to all whom an incident concerned, and about goods.
  'incident.closed explanation',
  // Codes of the store.
  'refund.completed storeReference',
]);

describe('personal facts', () => {
  const events = newestEvents().filter(({ info }) => customersTopics.test(info.topic));

  it('are listed for every event about an order that has a fact with a telling name', () => {
    const unlisted = events.flatMap(({ info: { type, version } }) =>
      Object.keys(golden(type, version).data)
        .filter((fact) => telling.test(fact) && !harmless.has(`${type} ${fact}`))
        .filter((fact) => !Object.hasOwn(personalFacts[type] ?? {}, fact))
        .map((fact) => `${type} ${fact}`),
    );
    expect(unlisted).toEqual([]);
  });

  it('are of events and facts that exist', () => {
    const known = newestEvents().map(({ info }) => info);
    for (const [type, facts] of Object.entries(personalFacts)) {
      const info = known.find((candidate) => candidate.type === type);
      expect(info).toBeDefined();
      expect(Object.keys(golden(type, info?.version ?? 0).data)).toEqual(expect.arrayContaining(Object.keys(facts)));
    }
  });

  it.each(Object.keys(personalFacts))('of %s can go, and the event is still one that everybody reads', (type) => {
    const version = newestEvents().find(({ info }) => info.type === type)?.info.version ?? 0;
    const message = golden(type, version);
    const envelope = fromWire(wire(message));
    const erased = { ...envelope, data: erasedFacts(type, envelope.data) };

    const again = fromWire(toWire(erased));

    expect(again.key).toBe(message.key);
    for (const fact of Object.keys(personalFacts[type] ?? {}))
      if (message.data[fact] !== null)
        expect((again.data as Record<string, unknown>)[fact]).not.toEqual(message.data[fact]);
  });
});
