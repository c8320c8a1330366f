/** Tries of a message that met a deadlock or lost its connection, before it is parked. */
export const TRANSIENT_TRIES_MAX = 3;
/** First pause between them, milliseconds: long enough for the other side of a deadlock to commit. */
export const TRANSIENT_BASE_MS = 20;
/** Longest pause between them: the key waits in its lane meanwhile, milliseconds. */
export const TRANSIENT_MAX_MS = 500;
/** How long an inbox row is kept, days. The version guard still drops what comes later; the row is the second net. */
export const INBOX_DAYS = 7;
