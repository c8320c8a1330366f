import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { WireMessage } from '#contracts';
import { summarise, type Benchmark, type Round } from './benchmark.js';
import { type ConsumerLab, notifications, openConsumerLab } from './consumer/consumer-lab.js';
import { startProductConsumer } from './consumer/product-consumer.js';

const ROUNDS = 5;
/** Of five messages each; BENCH_ORDERS: fewer while developing. */
const ORDERS = Number(process.env['BENCH_ORDERS'] ?? 10_000);
const MESSAGES_PER_ORDER = 5;
const LOOK_EVERY_MS = 20;

/** Orders per second of all but one order, with that one poisoned, beside the same without poison. */
export const isolation: Benchmark = {
  name: 'isolation',
  about: 'orders/s of 9,999 orders beside a poisoned one, and without poison (a ratio of 0.83 is 1.2 × the time)',
  async run(report) {
    const lab = await openConsumerLab();
    const messages = notifications(ORDERS * MESSAGES_PER_ORDER);
    const poisoned = messages[Math.floor(messages.length / 2)]?.key ?? '';
    await lab.publish(messages);
    const rounds: Round[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const bad = await secondsFor(lab, messages, poisoned);
      const good = await secondsFor(lab, messages, null);
      rounds.push({ product: ORDERS / bad, references: { 'without poison': ORDERS / good } });
      report(`round ${String(round)}: with poison ${bad.toFixed(2)} s, without ${good.toFixed(2)} s`);
    }
    await lab.stop();
    return summarise('isolation', 'orders/s', rounds, {
      orders: ORDERS,
      messages: messages.length,
      parkedEachRound: MESSAGES_PER_ORDER,
    });
  },
};

async function secondsFor(
  lab: ConsumerLab,
  messages: readonly WireMessage[],
  poisoned: string | null,
): Promise<number> {
  await lab.clear();
  const running = await startProductConsumer(lab, `isolation-${randomUUID()}`, ({ key }) => {
    if (key === poisoned) throw new Error('poison');
  });
  const expected = messages.filter(({ key }) => key !== poisoned).length;
  const endedAt = await allWritten(lab, expected, poisoned ?? '');
  const seconds = (endedAt - running.progress.firstAt) / 1000;
  if (poisoned !== null) await allParked(lab, poisoned);
  await running.stop();
  return seconds;
}

/** Counts exactly what must be there: every message of the good orders, once. */
async function allWritten(lab: ConsumerLab, expected: number, poisoned: string): Promise<number> {
  for (;;) {
    const [row] = await lab.dataSource.query<{ rows: number; messages: number }[]>(
      `SELECT count(*)::int AS rows, count(DISTINCT message_id)::int AS messages FROM effects
       WHERE key <> $2 AND (SELECT last_value FROM effects_place_seq) >= $1`,
      [expected, poisoned],
    );
    if (row?.rows !== row?.messages) throw new Error(`Handled twice: ${JSON.stringify(row)}`);
    if (row?.rows === expected) return performance.now();
    await delay(LOOK_EVERY_MS);
  }
}

/** Of the poisoned order all messages are parked, of the others none. */
async function allParked(lab: ConsumerLab, poisoned: string): Promise<void> {
  for (;;) {
    const rows = await lab.dataSource.query<{ key: string }[]>('SELECT key FROM parked_messages');
    if (rows.some(({ key }) => key !== poisoned)) throw new Error(`Others are parked: ${JSON.stringify(rows)}`);
    if (rows.length === MESSAGES_PER_ORDER) return;
    await delay(LOOK_EVERY_MS);
  }
}
