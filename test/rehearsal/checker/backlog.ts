import { Kafka, logLevel, type Admin } from 'kafkajs';
import type { Database } from '../database.js';
import { victims, type Victim } from '../faults/schedule.js';
import type { Anomaly } from './anomaly.js';
import type { Subscriptions } from './streams.js';

interface ParkedRow {
  readonly consumer: string;
  readonly topic: string;
  readonly key: string;
  readonly message_id: string;
  readonly state: string;
  readonly error_class: string;
  readonly error_code: string;
}

/** What still waits somewhere between a producer's table and a consumer's. */
export interface Backlog {
  readonly pending: readonly { readonly service: Victim; readonly messages: number }[];
  readonly parked: readonly ParkedRow[];
  readonly lag: readonly { readonly service: Victim; readonly topic: string; readonly messages: number }[];
  readonly unsent: readonly { readonly what: string; readonly count: number }[];
}

/** Reads the broker's side of the backlog, over one connection for a whole run. */
export class BrokerEye {
  private readonly admin: Admin;
  private connected = false;

  constructor(brokers: string) {
    const kafka = new Kafka({ clientId: 'rehearsal-checker', brokers: [brokers], logLevel: logLevel.NOTHING });
    this.admin = kafka.admin();
  }

  /** Topics of each service's group. @throws while the broker is away. */
  async subscriptions(): Promise<Subscriptions> {
    return new Map(
      await Promise.all(
        victims.map(async (service) => {
          const offsets = await (await this.ready()).fetchOffsets({ groupId: service });
          return [service, offsets.map(({ topic }) => topic)] as const;
        }),
      ),
    );
  }

  /** Messages behind the group's committed offsets, where there are any. */
  async lag(): Promise<{ service: Victim; topic: string; messages: number }[]> {
    const admin = await this.ready();
    const lags: { service: Victim; topic: string; messages: number }[] = [];
    const ends = new Map<string, Map<number, number>>();
    for (const service of victims) {
      for (const { topic, partitions } of await admin.fetchOffsets({ groupId: service })) {
        if (!ends.has(topic)) {
          const offsets = await admin.fetchTopicOffsets(topic);
          ends.set(topic, new Map(offsets.map(({ partition, high }) => [partition, Number(high)])));
        }
        const messages = partitions.reduce(
          (sum, { partition, offset }) => sum + (ends.get(topic)?.get(partition) ?? 0) - Math.max(0, Number(offset)),
          0,
        );
        if (messages > 0) lags.push({ service, topic, messages });
      }
    }
    return lags;
  }

  async close(): Promise<void> {
    await this.admin.disconnect().catch(() => undefined);
  }

  private async ready(): Promise<Admin> {
    if (!this.connected) await this.admin.connect();
    this.connected = true;
    return this.admin;
  }
}

/** @param databaseOf of each service. */
export async function readBacklog(databaseOf: (service: Victim) => Database, broker: BrokerEye): Promise<Backlog> {
  const pending = await Promise.all(
    victims.map(async (service) => {
      const [row] = await databaseOf(service).rows<{ count: number }>(
        'SELECT count(*)::int AS count FROM outbox_pending',
      );
      return { service, messages: row?.count ?? 0 };
    }),
  );
  const parked = await Promise.all(
    victims.map((service) =>
      databaseOf(service).rows<ParkedRow>(
        `SELECT consumer, topic, key, message_id, state, error_class, error_code FROM parked_messages
          WHERE state IN ('waiting', 'dead')`,
      ),
    ),
  );
  return {
    pending: pending.filter(({ messages }) => messages > 0),
    parked: parked.flat(),
    lag: await broker.lag(),
    unsent: (await unsent(databaseOf)).filter(({ count }) => count > 0),
  };
}

export const isEmpty = ({ pending, parked, lag, unsent: left }: Backlog): boolean =>
  pending.length + parked.length + lag.length + left.length === 0;

/** How much waits where, in one line for whoever watches a run. */
export function describeBacklog(backlog: Backlog | null): string {
  if (backlog === null) return 'not to be read';
  const { pending, parked, lag, unsent } = backlog;
  const sum = (counts: readonly number[]): string => String(counts.reduce((total, count) => total + count, 0));
  const counts = new Map<string, number>();
  for (const { error_code: code } of parked) counts.set(code, (counts.get(code) ?? 0) + 1);
  const codes = [...counts].map(([code, count]) => `${code} ${String(count)}`);
  return [
    `outbox ${sum(pending.map(({ messages }) => messages))}`,
    `parked ${String(parked.length)}${codes.length > 0 ? ` (${codes.join(', ')})` : ''}`,
    `lag ${sum(lag.map(({ messages }) => messages))}`,
    `unsent ${sum(unsent.map(({ count }) => count))}`,
  ].join(', ');
}

/** After healing nothing may wait. */
export const stuck = ({ pending, parked, lag, unsent: left }: Backlog): Anomaly[] =>
  [
    ...pending.map(({ service, messages }) => ({
      subject: service,
      detail: `${String(messages)} events in the outbox`,
    })),
    ...parked.map((row) => ({
      subject: `${row.consumer} ${row.topic} ${row.key}`,
      detail: `${row.state} (${row.error_class}, ${row.error_code}), message ${row.message_id}`,
    })),
    ...lag.map(({ service, topic, messages }) => ({
      subject: `${service} ${topic}`,
      detail: `${String(messages)} messages behind`,
    })),
    ...left.map(({ what, count }) => ({ subject: what, detail: `${String(count)} wait` })),
  ].map((found) => ({ kind: 'stuckBacklog', ...found }));

/** What goes to partners: webhooks, mails, refunds; and what after-sales does by itself in a moment. */
async function unsent(databaseOf: (service: Victim) => Database): Promise<{ what: string; count: number }[]> {
  const [deliveries] = await databaseOf('supplier-sync').rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM deliveries WHERE settled_at IS NULL`,
  );
  const [mails] = await databaseOf('notification').rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM notifications
      WHERE status = 'pending' AND not_before < now() + interval '5 minutes'`,
  );
  const [refunds] = await databaseOf('after-sales').rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM refunds WHERE status = 'requested'`,
  );
  const [timers] = await databaseOf('after-sales').rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM outbox_timers WHERE due_at < now() + interval '30 seconds'`,
  );
  return [
    { what: 'webhooks to suppliers', count: deliveries?.count ?? 0 },
    { what: 'mails', count: mails?.count ?? 0 },
    { what: 'refunds', count: refunds?.count ?? 0 },
    { what: 'timers of after-sales', count: timers?.count ?? 0 },
  ];
}
