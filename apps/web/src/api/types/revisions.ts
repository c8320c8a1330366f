import type { Role } from './access.js';

/** What people change one at a time. */

/** Who changed something: the holder of a key. */
export interface Editor {
  keyId: string;
  role: Role;
}

/** How something that people change stands now. */
export interface LatestRevision {
  /** Counts the changes from 1. */
  revision: number;
  updatedAt: string;
  /** Null: Kervan itself, or before it was recorded. */
  updatedBy: Editor | null;
}
