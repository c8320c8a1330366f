/** First pause before a parked message is tried again, milliseconds. */
export const REPLAY_BASE_MS = 1_000;
/**
 * Longest pause of what a partner or a fact of another topic will free: a key moves again within this, milliseconds.
 * Ten thousand keys behind one partner are then 300 tries a second, most of them ended by an open breaker.
 */
export const REPLAY_MAX_MS = 60_000;
/** Longest pause between two looks for a missing earlier version, milliseconds. */
export const GAP_LOOK_MAX_MS = 300_000;
/** Looks for a missing earlier version before a person is asked: 10 to 25 minutes with the pauses above. */
export const GAP_TRIES_MAX = 12;
/** Parked messages handled at once. Half of the live handlers: yesterday's trouble must not slow today down. */
export const REPLAYS_AT_ONCE = 4;
/** Due messages read at once, each of another key: finding the first of each key looks at all that is parked. */
export const REPLAYS_READ_MAX = 64;
/** Floor of waking: what another process parked or released is seen after this, milliseconds. */
export const REPLAY_POLL_MS = 1_000;
/** Pace of a replay when the operator names none, messages per second. */
export const REPLAY_RATE_DEFAULT = 50;
/** Messages scheduled by one replay call: bounds its transaction. Call again for more. */
export const REPLAY_SELECTION_MAX = 10_000;
/** Parked messages in one page. */
export const PAGE_MAX = 200;
/** Parked messages in a page when nobody says. */
export const PAGE_DEFAULT = 50;
/**
 * Unsettled messages of one key. An order has a few dozen facts in its life; beyond this the key's producer is the
 * fault, and its partition waits.
 */
export const PARKED_PER_KEY_MAX = 500;
/**
 * Unsettled messages of one merchant. A defect that meets every message of a large merchant fills this within a
 * minute; then the partition waits instead of the table growing, and goes on by itself when it shrinks.
 */
export const PARKED_PER_MERCHANT_MAX = 10_000;
/** How long a settled message can be looked at, days. Longer than anybody asks what happened to an order. */
export const SETTLED_DAYS = 30;
/** Keys named in a preview: what a person reads. */
export const PREVIEW_KEYS_MAX = 20;
/** Full keys and merchants named in a report: what a person reads. */
export const PRESSURE_SHOWN_MAX = 20;
/** Runs of replays in a list: nobody looks further back. */
export const REPLAY_RUNS_SHOWN_MAX = 20;
