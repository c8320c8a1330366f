/**
 * How long a relay owns its buckets without renewing, milliseconds. Above the worst garbage-collection pause
 * seen (1.2 s), below a person's patience after a crash.
 */
export const LEASE_MS = 5_000;
/** Renewed three times per lease, so that one slow database call costs no bucket, milliseconds. */
export const LEASE_RENEW_MS = 1_600;
/** A lease is trusted this much shorter than the database says: clock drift and the way back, milliseconds. */
export const LEASE_MARGIN_MS = 500;
/** Records read and published together. 500 × 1 KiB stays under the broker's 1 MiB request limit with headroom. */
export const PRODUCE_BATCH_MAX = 500;
/** Records of one bucket in a batch, so that one busy key cannot fill it alone. */
export const BUCKET_BATCH_MAX = 100;
/** Floor of waking: what another process committed is seen after this, milliseconds. */
export const POLL_MS = 1_000;
/** First pause after a failed publish or read, milliseconds. */
export const RETRY_BASE_MS = 100;
/** Longest pause: after an outage the backlog starts to move within this, milliseconds. */
export const RETRY_MAX_MS = 5_000;
/** Pause between two looks while draining, milliseconds. */
export const DRAIN_POLL_MS = 20;
