import type { LatestRevision, Role } from './types.js';

/** What went wrong in a call, in the words of RFC 9457. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[] = [],
    readonly traceId: string | null = null,
    /** What somebody else saved meanwhile, where that is what went wrong. */
    readonly latest: LatestRevision | null = null,
  ) {
    super(`${code}: ${detail}`);
  }
}

export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

/** The code of a call that never reached the server. */
export const UNREACHABLE = 'UNREACHABLE';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);

/** Reads a problem document; anything else becomes a problem that names the HTTP status. */
export function problemOf(status: number, body: unknown): Problem {
  if (!isRecord(body)) return new Problem(status, `HTTP_${status}`, '');
  const errors = Array.isArray(body['errors']) ? body['errors'].filter(isRecord) : [];
  return new Problem(
    status,
    text(body['code'], `HTTP_${status}`),
    text(body['detail'], text(body['title'], '')),
    errors.map((error) => ({
      pointer: text(error['pointer'], ''),
      code: text(error['code'], ''),
      detail: text(error['detail'], ''),
    })),
    typeof body['traceId'] === 'string' ? body['traceId'] : null,
    latestOf(body['latest']),
  );
}

function latestOf(value: unknown): LatestRevision | null {
  if (!isRecord(value) || typeof value['updatedAt'] !== 'string') return null;
  const { revision, updatedAt, updatedBy } = value;
  const by = isRecord(updatedBy) ? { keyId: text(updatedBy['keyId'], ''), role: updatedBy['role'] as Role } : null;
  return { revision: Number(revision), updatedAt, updatedBy: by };
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;
export const isUnauthenticated = (error: unknown): boolean => isProblem(error) && error.status === 401;
export const isForbidden = (error: unknown): boolean => isProblem(error) && error.status === 403;
export const isNotFound = (error: unknown): boolean => isProblem(error) && error.status === 404;
