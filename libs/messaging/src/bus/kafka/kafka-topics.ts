import type { Admin, ITopicConfig } from 'kafkajs';
import { compactedTopics, topics } from '#contracts';

/** How topics are made. */
export interface TopicOptions {
  readonly topicPrefix: string;
  readonly partitions: number;
  /** -1: the broker's default. */
  readonly replicationFactor: number;
  /** How long the broker keeps an event of a topic that is not compacted. */
  readonly retentionHours: number;
}

const HOUR_MS = 3_600_000;

/**
 * A segment goes as a whole when its newest record is too old, and the broker's default fills one for a week: an
 * event would stay for twice its time. A quarter of the retention bounds that to a quarter more.
 */
const retention = (hours: number): { name: string; value: string }[] => [
  { name: 'retention.ms', value: String(hours * HOUR_MS) },
  { name: 'segment.ms', value: String((hours * HOUR_MS) / 4) },
];

/**
 * Makes those of Kervan's topics that do not exist; existing ones are left as their operator set them.
 * @throws when a topic has no leader yet: a broker under load answers before its new topics are there.
 */
export async function ensureTopics(admin: Admin, options: TopicOptions): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = Object.values(topics)
    .filter((topic) => !existing.has(options.topicPrefix + topic))
    .map((topic): ITopicConfig => {
      const compacted = compactedTopics.includes(topic);
      return {
        topic: options.topicPrefix + topic,
        numPartitions: options.partitions,
        replicationFactor: options.replicationFactor,
        configEntries: compacted ? [{ name: 'cleanup.policy', value: 'compact' }] : retention(options.retentionHours),
      };
    });
  if (missing.length > 0) await admin.createTopics({ topics: missing, waitForLeaders: true });
  await assertLeaders(
    admin,
    Object.values(topics).map((topic) => options.topicPrefix + topic),
  );
}

async function assertLeaders(admin: Admin, names: string[]): Promise<void> {
  const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
  const leaderless = found.filter(
    ({ partitions }) => partitions.length === 0 || partitions.some(({ leader }) => leader < 0),
  );
  if (leaderless.length > 0) throw new Error(`No leader yet for ${leaderless.map(({ name }) => name).join(', ')}`);
}
