import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { ParkedClass, ParkedState } from '../parking/parked-message.js';
import { fullParking } from '../parking/parking-room.js';
import type { ParkingPlace } from '../parking/parking.js';

const PENDING_SQL = `
  SELECT count(*)::int AS pending, COALESCE(EXTRACT(EPOCH FROM now() - min(appended_at)), 0)::float8 AS oldest,
         (SELECT count(*)::int FROM outbox_refused_keys JOIN outbox_pending USING (bucket, seq)) AS refused
  FROM outbox_pending`;
const PARKED_SQL = `
  SELECT state, count(*)::int AS messages,
    EXTRACT(EPOCH FROM now() - min(first_parked_at))::float8 AS oldest
  FROM parked_messages
  WHERE consumer = $1 AND state IN ('waiting', 'dead') GROUP BY state`;

const TIMERS_SQL = `
  SELECT count(*)::int AS timers, count(*) FILTER (WHERE due_at <= now())::int AS overdue,
         GREATEST(COALESCE(EXTRACT(EPOCH FROM now() - min(due_at)), 0), 0)::float8 AS oldest
  FROM outbox_timers`;

/** From alone to as many as go together at most. */
const BATCH_BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** Figures of one service's messaging. Without a registry given, they are kept and shown to nobody. */
export class MessagingMetrics {
  readonly published: Counter;
  readonly handled: Counter<'type'>;
  readonly duplicates: Counter<'topic'>;
  readonly parked: Counter<'class'>;
  readonly retries: Counter<'kind'>;
  readonly flow: ReturnType<typeof flowMetrics>;

  constructor(dataSource: DataSource, place: ParkingPlace, registry: Registry = new Registry()) {
    const registers = [registry];
    this.published = new Counter({
      name: 'kervan_outbox_published_total',
      help: 'Events that the bus accepted.',
      registers,
    });
    this.handled = new Counter({
      name: 'kervan_messages_handled_total',
      help: 'Messages whose effects were committed.',
      labelNames: ['type'],
      registers,
    });
    this.duplicates = new Counter({
      name: 'kervan_messages_duplicate_total',
      help: 'Messages dropped because they had been handled or were older than what was handled.',
      labelNames: ['topic'],
      registers,
    });
    this.parked = new Counter({
      name: 'kervan_messages_parked_total',
      help: 'Messages set aside, by class.',
      labelNames: ['class'],
      registers,
    });
    this.retries = new Counter({
      name: 'kervan_message_retries_total',
      help: 'Attempts after the first: in the lane, or from parking.',
      labelNames: ['kind'],
      registers,
    });
    this.flow = flowMetrics(registers);
    registerTableGauges(dataSource, place, registers);
  }

  /** Counts messages that are handled together while they are. */
  async countInFlight(messages: number, work: () => Promise<void>): Promise<void> {
    this.flow.consumerBatch.observe(messages);
    this.flow.inFlight.inc(messages);
    try {
      await work();
    } finally {
      this.flow.inFlight.dec(messages);
    }
  }

  /** Counts a message set aside. */
  countParked(parkedClass: ParkedClass): void {
    this.parked.inc({ class: parkedClass });
  }
}

/** How much moves at a time, and how much still has to. */
function flowMetrics(registers: Registry[]) {
  return {
    relayBatch: new Histogram({
      name: 'kervan_relay_batch_messages',
      help: 'Events per call to the bus.',
      buckets: BATCH_BUCKETS,
      registers,
    }),
    lag: new Gauge<'topic' | 'partition'>({
      name: 'kervan_consumer_lag',
      help: 'Messages on the broker that this process has still to read, per partition that it works on.',
      labelNames: ['topic', 'partition'],
      registers,
    }),
    consumerBatch: new Histogram({
      name: 'kervan_consumer_batch_messages',
      help: 'Messages handled together.',
      buckets: BATCH_BUCKETS,
      registers,
    }),
    inFlight: new Gauge({
      name: 'kervan_consumer_in_flight',
      help: 'Messages being handled.',
      registers,
    }),
  };
}

/** Gauges that ask the tables when somebody scrapes. A database that is down must not fail the scrape. */
function registerTableGauges(dataSource: DataSource, place: ParkingPlace, registers: Registry[]): void {
  const oldest = new Gauge({
    name: 'kervan_outbox_oldest_seconds',
    help: 'Age of the oldest event that is not on the bus.',
    registers,
  });
  const refused = new Gauge({
    name: 'kervan_outbox_refused_keys',
    help: 'Ordering keys whose next record the bus will not take.',
    registers,
  });
  new Gauge({
    name: 'kervan_outbox_pending',
    help: 'Committed events that are not on the bus.',
    registers,
    async collect() {
      const rows = await query<{ pending: number; oldest: number; refused: number }>(dataSource, PENDING_SQL, []);
      if (!rows[0]) return;
      this.set(rows[0].pending);
      oldest.set(rows[0].oldest);
      refused.set(rows[0].refused);
    },
  });
  registerTimerGauges(dataSource, registers);
  registerParkingGauges(dataSource, place, registers);
}

function registerTimerGauges(dataSource: DataSource, registers: Registry[]): void {
  const oldest = new Gauge({
    name: 'kervan_outbox_timer_overdue_seconds',
    help: 'How long the first delayed event has been due and is not in line; 0 when none is.',
    registers,
  });
  new Gauge({
    name: 'kervan_outbox_timers',
    help: 'Delayed events: waiting for their time, or due and not in line.',
    labelNames: ['state'],
    registers,
    async collect() {
      const [row] = await query<{ timers: number; overdue: number; oldest: number }>(dataSource, TIMERS_SQL, []);
      if (!row) return;
      this.set({ state: 'waiting' }, row.timers - row.overdue);
      this.set({ state: 'overdue' }, row.overdue);
      oldest.set(row.oldest);
    },
  });
}

function registerParkingGauges(
  dataSource: DataSource,
  { consumer, limits }: ParkingPlace,
  registers: Registry[],
): void {
  const oldest = new Gauge({
    name: 'kervan_parked_oldest_seconds',
    help: 'Age of the oldest unsettled parked message, by state.',
    labelNames: ['state'],
    registers,
  });
  new Gauge({
    name: 'kervan_parked_messages',
    help: 'Unsettled parked messages, by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      const rows = await query<{ state: ParkedState; messages: number; oldest: number }>(dataSource, PARKED_SQL, [
        consumer,
      ]);
      const states: ParkedState[] = ['waiting', 'dead'];
      for (const state of states) {
        const row = rows.find((candidate) => candidate.state === state);
        this.set({ state }, row?.messages ?? 0);
        oldest.set({ state }, row?.oldest ?? 0);
      }
    },
  });
  new Gauge({
    name: 'kervan_parking_full',
    help: 'Keys and merchants with no room for another parked message: their partitions wait. At most 20 are counted.',
    labelNames: ['scope'],
    registers,
    async collect() {
      const full = dataSource.isInitialized
        ? await fullParking(dataSource.manager, consumer, limits).catch(() => [])
        : [];
      for (const scope of ['key', 'merchant'] as const) {
        this.set({ scope }, full.filter((one) => one.scope === scope).length);
      }
    },
  });
}

async function query<Row>(dataSource: DataSource, sql: string, parameters: unknown[]): Promise<Row[]> {
  if (!dataSource.isInitialized) return [];
  return dataSource.query<Row[]>(sql, parameters).catch(() => []);
}
