/** Handlers that one subscription runs at once. Each holds a database connection: below a pool of 10 with room for HTTP. */
export const HANDLERS_MAX = 8;
/**
 * Messages handed over in one call: their transaction's fixed cost, the flush to disk above all, is shared out. 500 gave
 * half as many again as 100; a call that fails is repeated message by message, which is why there is an end to it.
 */
export const BATCH_MESSAGES_MAX = 500;
/** Such calls at once: one reads while another's commit is flushed. With eight, each was small and all were slower. */
export const BATCHES_AT_ONCE = 3;

/** First pause before a message is handed over again after its handler rejected (database down), milliseconds. */
export const REDELIVERY_BASE_MS = 100;
/** Longest such pause: a database that is back is noticed within this time, milliseconds. */
export const REDELIVERY_MAX_MS = 5_000;

/** How long closing or a rebalance waits for running handlers. Below the 30 s that Kubernetes grants by default. */
export const DRAIN_MS = 10_000;
