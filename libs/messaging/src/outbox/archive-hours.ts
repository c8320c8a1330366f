/** How long published events stay for replay at the least, hours. Bounds of the setting. */
export const ARCHIVE_HOURS_MIN = 24;
export const ARCHIVE_HOURS_MAX = 72;
/** Over a weekend's fault found on Monday: set 72; two days suffice for a fault found the next morning. */
export const ARCHIVE_HOURS_DEFAULT = 48;
