/** Partitions of topics that the adapter creates: the most instances of a service that share the work. */
export const PARTITIONS_DEFAULT = 8;
/** Bytes of records in one produce call: below the broker's 1 MiB `message.max.bytes` with room for framing. */
export const PRODUCE_BYTES_MAX = 900_000;
/** Records in one produce call, as the relay reads them. */
export const PRODUCE_RECORDS_MAX = 500;
/** Bytes of a record besides key, value and headers (offsets, lengths, timestamp), rounded up. */
export const RECORD_OVERHEAD_BYTES = 100;
/**
 * Bytes fetched per partition, and with PARTITIONS_AT_ONCE the bound of what a consumer holds in memory: nothing is
 * fetched before what was fetched is settled. Kafka's own default; a quarter of it cost a fifth of the throughput,
 * because nothing is worked on during a fetch.
 */
export const FETCH_BYTES_PER_PARTITION = 1_048_576;
/** Longest wait of a fetch for data: bounds how late an idle consumer notices a rebalance or a stop, ms. */
export const FETCH_WAIT_MS = 500;
/** Partitions worked on at once; handlers are bounded by their own limit. */
export const PARTITIONS_AT_ONCE = 16;
/**
 * A member that is silent this long is dead to the group, milliseconds. Above the worst pause, and near the broker's
 * least (6 s): after a kill -9 the group waits for the dead member this long before the new one gets its partitions.
 */
export const SESSION_MS = 8_000;
/** Heartbeats, and commits of long batches, milliseconds: a fifth of the session. */
export const HEARTBEAT_MS = 1_600;
/** How long a group waits for its members to drain, milliseconds. Above DRAIN_MS. */
export const REBALANCE_MS = 30_000;
/** One request, milliseconds. A broker that is stopped rather than dead answers nothing. */
export const REQUEST_MS = 10_000;
/** How long `connect` waits for topics that have no leader yet, milliseconds. A broker that is away is waited for. */
export const CONNECT_MS = 60_000;
/** Pause between tries to connect, milliseconds. */
export const CONNECT_RETRY_MS = 500;
/** Restarts of a consumer that died of anything but an outage, in a row, before the process is told to exit. */
export const CONSUMER_RESTARTS_MAX = 5;
/** Range of the pauses between them, milliseconds. */
export const CONSUMER_RESTART_BASE_MS = 500;
export const CONSUMER_RESTART_MAX_MS = 10_000;

/** How long the broker keeps events, hours. They hold addresses: a week outlasts a service that is down over holidays. */
export const TOPIC_RETENTION_HOURS_DEFAULT = 168;
/** Bounds of it. Less than a day would lose what a service that is down over night has not read. */
export const TOPIC_RETENTION_HOURS_MIN = 24;
export const TOPIC_RETENTION_HOURS_MAX = 168;
