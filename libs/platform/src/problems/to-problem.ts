import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { isError } from './is-error.js';
import { databaseProblem } from './database-problem.js';
import { ProblemError, type ProblemDetail } from './problem.error.js';

/** RFC 9457 problem details as they are sent. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly ProblemDetail[];
  readonly traceId: string;
}

/** Writes a problem for the wire. */
export function problemBody(error: ProblemError, traceId: string): Problem {
  return {
    ...error.members,
    type: `urn:kervan:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: titleOf(error.code),
    status: error.status,
    code: error.code,
    detail: error.detail,
    errors: error.errors,
    traceId,
  };
}

/** What a caller may know of an error. Anything unexpected becomes a 500 that says nothing. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof HttpException) return fromHttpException(error);
  return fromMappedError(error) ?? databaseProblem(error) ?? fromFastify(error) ?? internal();
}

/** Whether the error is ours to mend, not the caller's. */
export const isUnexpected = (problem: ProblemError): boolean => problem.status >= 500;

function internal(): ProblemError {
  return new ProblemError(500, 'INTERNAL', 'Something went wrong on our side. Quote the trace id when you report it.');
}

const codeByStatus: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_CONTENT_TYPE',
  422: 'UNPROCESSABLE',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
};

function fromHttpException(error: HttpException): ProblemError {
  const status = error.getStatus();
  // Nest's own words for an unknown route repeat the address, query and all.
  if (status === 404 && error.message.startsWith('Cannot '))
    return new ProblemError(404, 'ROUTE_NOT_FOUND', 'There is no such route.');
  if (status >= 500 && status !== 503) return internal();
  return new ProblemError(status, codeByStatus[status] ?? 'ERROR', error.message);
}

interface MappedError {
  readonly code: string;
  readonly httpStatus: number;
  readonly message: string;
  readonly detail?: unknown;
  readonly errors?: unknown;
}

/** An error of a service that says its own status and code. */
function fromMappedError(error: unknown): ProblemError | null {
  if (!isError(error) || !('httpStatus' in error) || !('code' in error)) return null;
  const mapped = error as MappedError;
  if (typeof mapped.httpStatus !== 'number' || typeof mapped.code !== 'string') return null;
  const detail = typeof mapped.detail === 'string' ? mapped.detail : mapped.message;
  const errors = Array.isArray(mapped.errors) ? (mapped.errors as ProblemDetail[]) : [];
  return new ProblemError(mapped.httpStatus, mapped.code, detail, errors);
}

/** Fastify's own refusals before a route runs. */
function fromFastify(error: unknown): ProblemError | null {
  if (!isError(error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return null;
  const { statusCode } = error;
  if (statusCode < 400 || statusCode >= 500) return null;
  const code = 'code' in error && error.code === 'FST_ERR_BAD_URL' ? 'INVALID_URL' : codeByStatus[statusCode];
  return new ProblemError(statusCode, code ?? 'BAD_REQUEST', STATUS_CODES[statusCode] ?? 'Bad request');
}

function titleOf(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
