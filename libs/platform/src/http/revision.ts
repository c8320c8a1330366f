import type { Role } from '#contracts';
import type { Actor } from '../access/actor.js';
import { ProblemError } from '../problems/problem.error.js';

/** Who changed something: the holder of a key. */
export interface Editor {
  readonly keyId: string;
  readonly role: Role;
}

/** Something that people change, as it stands now. */
export interface LatestRevision {
  /** Counts the changes from 1; it is the `ETag`. */
  readonly revision: number;
  /** RFC 3339. */
  readonly updatedAt: string;
  /** Null: Kervan itself, or before it was recorded. */
  readonly updatedBy: Editor | null;
}

/** A change by somebody who has seen a revision. */
export interface Edit {
  readonly by: Editor;
  /** Null: whatever is there. */
  readonly seen: number | null;
}

/** What is remembered of who makes a change. */
export const editorOf = ({ keyId, role }: Actor): Editor => ({ keyId, role });

/**
 * A change that has to name the revision that the caller has seen, by `If-Match`; `*` is any. A tag that is none of
 * ours matches no revision.
 * @throws ProblemError 428 `PRECONDITION_REQUIRED` without one: two people who edit the same thing must not undo each
 *   other's work without knowing.
 */
export function editOf(actor: Actor, match: string | undefined): Edit {
  if (match === undefined)
    throw new ProblemError(428, 'PRECONDITION_REQUIRED', 'Send If-Match with the ETag that you have seen, or *.');
  return editIfSaid(actor, match);
}

/** As {@link editOf}, where a caller may leave it open: without `If-Match` any revision will do. */
export function editIfSaid(actor: Actor, match = '*'): Edit {
  const tag = match.trim();
  const seen = tag === '*' ? null : Number(/^"(\d{1,9})"$/.exec(tag)?.[1] ?? 0);
  return { by: editorOf(actor), seen };
}

/** Whether who makes the change knows what it is made to. */
export const isSeen = (seen: Edit['seen'], { revision }: Pick<LatestRevision, 'revision'>): boolean =>
  seen === null || seen === revision;

/**
 * 412: somebody else saved it since the caller read it. Nothing has changed. The problem's member `latest` says how it
 * stands, who saved it and when.
 */
export function changedMeanwhile(code: string, latest: LatestRevision): ProblemError {
  const { revision, updatedAt, updatedBy } = latest;
  const by = updatedBy === null ? '' : ` by the ${updatedBy.role} key ${updatedBy.keyId}`;
  return new ProblemError(
    412,
    code,
    `Somebody else saved it: it is at revision ${String(revision)}, of ${updatedAt}${by}. Read it again, or send If-Match: * to go over it.`,
    [],
    undefined,
    { latest: { revision, updatedAt, updatedBy } },
  );
}
