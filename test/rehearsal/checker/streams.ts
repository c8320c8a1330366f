import { compactedTopics, topics } from '#contracts';
import type { Database } from '../database.js';
import { victims, type Victim } from '../faults/schedule.js';
import type { Anomaly } from './anomaly.js';

/** Anomalies of one kind that are listed: the first ones tell what the others are. */
const LISTED_MAX = 50;

type DatabaseOf = (service: Victim) => Database;

interface HeadRow {
  readonly topic: string;
  readonly key: string;
  readonly version: string;
}

/** What each service consumes, from the committed offsets of its group. */
export type Subscriptions = ReadonlyMap<Victim, readonly string[]>;

/** What a consumer does not have yet, and what it has that nobody produced. */
export interface HeadDifference {
  readonly consumer: Victim;
  readonly topic: string;
  readonly key: string;
  readonly produced: number;
  readonly handled: number;
}

/** For every (consumer, topic, key): the newest version produced and the newest handled, where they differ. */
export async function headDifferences(
  databaseOf: DatabaseOf,
  subscriptions: Subscriptions,
  /** Keys that poison was made for and no producer knows. */
  except: ReadonlySet<string>,
): Promise<HeadDifference[]> {
  const produced = new Map<string, Map<string, number>>();
  for (const service of victims) {
    const rows = await databaseOf(service).rows<HeadRow>('SELECT topic, key, version FROM outbox_key_heads');
    for (const { topic, key, version } of rows) mapOf(produced, topic).set(key, Number(version));
  }
  const differences: HeadDifference[] = [];
  for (const consumer of victims) {
    const handled = new Map<string, Map<string, number>>();
    const rows = await databaseOf(consumer).rows<HeadRow>(
      'SELECT topic, key, version FROM consumer_key_heads WHERE consumer = $1',
      [consumer],
    );
    for (const { topic, key, version } of rows) mapOf(handled, topic).set(key, Number(version));
    for (const topic of subscriptions.get(consumer) ?? []) {
      const [theirs, ours] = [mapOf(produced, topic), mapOf(handled, topic)];
      for (const key of new Set([...theirs.keys(), ...ours.keys()])) {
        const difference = { consumer, topic, key, produced: theirs.get(key) ?? 0, handled: ours.get(key) ?? 0 };
        if (difference.produced !== difference.handled && !except.has(key)) differences.push(difference);
      }
    }
  }
  return differences;
}

export const lostEvents = (differences: readonly HeadDifference[]): Anomaly[] =>
  differences.slice(0, LISTED_MAX).map(({ consumer, topic, key, produced, handled }) => ({
    kind: handled < produced ? 'lostEvent' : 'phantom',
    subject: `${topic} ${key}`,
    detail: `${consumer} handled up to version ${String(handled)}, produced were ${String(produced)}`,
  }));

/** Ids of messages that nobody's outbox ever held. */
export interface InventedIds {
  /** Repetitions under a new id. */
  readonly repetitions: ReadonlySet<string>;
  readonly poison: ReadonlySet<string>;
}

/** The console records every event of the order topics in the order in which it handled them. */
export async function wrongHistory(databaseOf: DatabaseOf, invented: InventedIds): Promise<Anomaly[]> {
  const rows = (await recorded(databaseOf('console'))).filter(({ id }) => !invented.poison.has(id));
  const taken = rows.filter(({ id }) => invented.repetitions.has(id));
  const real = rows.filter(({ id }) => !invented.repetitions.has(id));
  const archived = await archivedEvents(databaseOf);
  return [
    ...outOfOrder(real, new Set(archived.filter(({ isSkipped }) => isSkipped).map(placeOf))),
    ...taken.slice(0, LISTED_MAX).map(({ id, topic, key }): Anomaly => ({
      kind: 'outOfOrder',
      subject: `${topic} ${key}`,
      detail: `a repetition under a new id (${id}) was taken for news`,
    })),
    ...(await withoutRow(databaseOf, real)),
    ...passedBy(archived, real),
  ];
}

interface EventRow {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly version: number;
  readonly type: string;
  readonly subject: string | null;
}

function recorded(console: Database): Promise<EventRow[]> {
  return console.rows<EventRow>(
    `SELECT id, topic, key, key_version::int AS version, type,
            coalesce(data->>'shipmentId', data->>'purchaseOrderId') AS subject
       FROM events WHERE topic <> ALL ($1) ORDER BY xid, seq`,
    [[...compactedTopics]],
  );
}

const placeOf = ({ topic, key, version }: Pick<EventRow, 'topic' | 'key' | 'version'>): string =>
  `${topic} ${key} ${String(version)}`;

/** Of each key the versions must be 1, 2, 3 … in the order of handling, but for those that an operator skipped. */
function outOfOrder(rows: readonly EventRow[], skipped: ReadonlySet<string>): Anomaly[] {
  const next = new Map<string, number>();
  const anomalies: Anomaly[] = [];
  for (const { topic, key, version } of rows) {
    const name = `${topic} ${key}`;
    let expected = (next.get(name) ?? 0) + 1;
    while (skipped.has(placeOf({ topic, key, version: expected }))) expected += 1;
    next.set(name, expected);
    if (version === expected || anomalies.length >= LISTED_MAX) continue;
    const detail = `version ${String(version)} was handled as number ${String(expected)}`;
    anomalies.push({ kind: 'outOfOrder', subject: name, detail });
  }
  return anomalies;
}

/** What tells that a row was made, and where the row is. */
const births = [
  { topic: topics.orders, type: 'order.placed', service: 'order', table: 'orders' },
  { topic: topics.purchaseOrders, type: 'purchase-order.created', service: 'supplier-sync', table: 'purchase_orders' },
  { topic: topics.shipments, type: 'shipment.registered', service: 'shipping-tracker', table: 'shipments' },
] as const;

/** No event without its committed row, no committed row without its event. */
async function withoutRow(databaseOf: DatabaseOf, events: readonly EventRow[]): Promise<Anomaly[]> {
  const anomalies: Anomaly[] = [];
  for (const { topic, type, service, table } of births) {
    const told = new Set(
      events
        .filter((event) => event.topic === topic && event.type === type)
        .map(({ key, subject }) => (table === 'orders' ? key : (subject ?? ''))),
    );
    const rows = new Set(
      (await databaseOf(service).rows<{ id: string }>(`SELECT id FROM ${table}`)).map(({ id }) => id),
    );
    for (const id of told)
      if (!rows.has(id)) anomalies.push({ kind: 'phantom', subject: id, detail: `${type} without a row in ${table}` });
    for (const id of rows)
      if (!told.has(id))
        anomalies.push({ kind: 'lostEvent', subject: id, detail: `a row in ${table} without ${type}` });
  }
  return anomalies.slice(0, LISTED_MAX);
}

interface ArchivedEvent extends Omit<EventRow, 'subject'> {
  readonly service: Victim;
  /** The broker refused it, and an operator gave it up. */
  readonly isSkipped: boolean;
}

async function archivedEvents(databaseOf: DatabaseOf): Promise<ArchivedEvent[]> {
  const archives = await Promise.all(
    victims.map(async (service) => {
      const rows = await databaseOf(service).rows<Omit<ArchivedEvent, 'service'>>(
        `SELECT id, topic, key, key_version::int AS version, headers->>'ce_type' AS type,
                headers->>'ce_skipped' IS NOT NULL AS "isSkipped"
           FROM outbox_archive WHERE topic <> ALL ($1) ORDER BY seq`,
        [[...compactedTopics]],
      );
      return rows.map((row): ArchivedEvent => ({ ...row, service }));
    }),
  );
  return archives.flat();
}

/**
 * Events of the archives that the console's key has gone beyond without the event itself: two that were given the same
 * version look complete by version, and one of them is lost. What an operator skipped is told by no one.
 */
function passedBy(archived: readonly ArchivedEvent[], events: readonly EventRow[]): Anomaly[] {
  const newest = new Map<string, number>();
  for (const { topic, key, version } of events) {
    const name = `${topic} ${key}`;
    newest.set(name, Math.max(version, newest.get(name) ?? 0));
  }
  const known = new Set(events.map(({ id }) => id));
  return archived
    .filter(({ id, topic, key, version, isSkipped }) => {
      return !isSkipped && !known.has(id) && version <= (newest.get(`${topic} ${key}`) ?? 0);
    })
    .slice(0, LISTED_MAX)
    .map(({ id, topic, key, version, type, service }) => ({
      kind: 'lostEvent',
      subject: `${topic} ${key}`,
      detail: `console handled version ${String(version)}, and not ${type} ${id} of ${service}, which has it too`,
    }));
}

function mapOf(maps: Map<string, Map<string, number>>, topic: string): Map<string, number> {
  const known = maps.get(topic) ?? new Map<string, number>();
  maps.set(topic, known);
  return known;
}
