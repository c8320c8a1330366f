/**
 * The archive is a ring of partitions by time of appending: slot = (hours since 1970 / 6) mod 16, 96 hours in all.
 * That holds the longest retention (72 h), the slot being written and one to spare. Written into the schema: a
 * change needs a migration.
 */
export const ARCHIVE_SLOTS = 16;
/** Time in one slot, hours: what is dropped at once. */
export const ARCHIVE_SLOT_HOURS = 6;
