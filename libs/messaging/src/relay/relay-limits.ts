/**
 * How long a relay owns its buckets without renewing, milliseconds. Above the worst garbage-collection pause
 * seen (1.2 s), below a person's patience after a power cut. A killed process does not take that long: its
 * connection is gone from the database at once, and the others take over at their next renewal.
 */
export const LEASE_MS = 5_000;
/** Five renewals per lease, so that slow database calls cost no bucket; and the pace of taking over, milliseconds. */
export const LEASE_RENEW_MS = 1_000;
/** A lease renewed this lately is believed even when its relay's connection is not seen, milliseconds. */
export const LEASE_BELIEVED_MS = 500;
/** Pause between two tries to give a bucket back whose last publish is still under way, milliseconds. */
export const LEASE_GIVE_BACK_MS = 50;
/** A lease is trusted this much shorter than the database says: clock drift and the way back, milliseconds. */
export const LEASE_MARGIN_MS = 500;
/** Messages read at once. */
export const READ_MAX = 500;
/** Messages of one bucket read at once, when many buckets share a read. */
export const BUCKET_BATCH_MIN = 16;
/**
 * Messages in memory: read, on their way, or published and not yet deleted. Three reads: one being produced, one
 * waiting behind it, one being deleted. Bounds memory whatever the backlog (3 × 500 × 1 MiB at the very worst).
 */
export const IN_MEMORY_MAX = 1_500;
/** Floor of waking: what another process committed is seen after this, milliseconds. */
export const POLL_MS = 1_000;
/** First pause after a failed publish or read, milliseconds. */
export const RETRY_BASE_MS = 100;
/** Longest pause: after an outage the backlog starts to move within this, milliseconds. */
export const RETRY_MAX_MS = 5_000;
/** Pause between two looks while draining, milliseconds. */
export const DRAIN_POLL_MS = 20;
/** Notices to other processes: not more often than this, milliseconds. A burst of commits costs 20 a second. */
export const NOTIFY_EVERY_MS = 50;
/** The connection tells when it is lost; this is only how long the loop sleeps, milliseconds. */
export const CHANNEL_LOOK_MS = 60_000;
/** Pause between two looks at the archive's age, milliseconds. Slots are hours long. */
export const HOUSEKEEPING_MS = 60_000;
/** How long emptying a slot may wait for readers, milliseconds; they queue behind it, so it gives up soon. */
export const HOUSEKEEPING_LOCK_MS = 200;
/** Least pause between two looks at the timers, milliseconds. */
export const TIMER_PAUSE_MS = 5;
/** Pause between two steps of a replay, milliseconds: a rate of one a second is kept as well as a thousand. */
export const REPLAY_STEP_MS = 100;
/** Archived events looked through in one step of a replay: some tens of milliseconds. */
export const REPLAY_WINDOW = 20_000;
