/** Handlers that one subscription runs at once. Each holds a database connection: below a pool of 10 with room for HTTP. */
export const HANDLERS_MAX = 8;
/** Messages handed over in one call: enough that a transaction's fixed cost is shared out, few enough to repeat alone. */
export const BATCH_MESSAGES_MAX = 100;

/** First pause before a message is handed over again after its handler rejected (database down), milliseconds. */
export const REDELIVERY_BASE_MS = 100;
/** Longest such pause: a database that is back is noticed within this time, milliseconds. */
export const REDELIVERY_MAX_MS = 5_000;

/** How long closing or a rebalance waits for running handlers. Below the 30 s that Kubernetes grants by default. */
export const DRAIN_MS = 10_000;
