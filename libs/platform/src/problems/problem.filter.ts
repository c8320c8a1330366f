import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentScope } from '../service/service-scope.js';
import { traceIdOf } from '../tracing/http-tracing.js';
import { problemBody, toProblem, isUnexpected } from './to-problem.js';
import type { ProblemError } from './problem.error.js';

/** Seconds after which a caller may try again what failed because a part was away or busy. */
const RETRY_AFTER_SECONDS = 1;

/** Answers every error as RFC 9457 problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    // Errors of message handlers belong to the consumer runtime, which sorts them into retry and parking.
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    sendProblem(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), error);
  }
}

/** Answers one request with the problem that an error means. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  const problem = toProblem(error);
  if (isUnexpected(problem)) currentScope()?.log.error({ err: error, code: problem.code }, 'a request failed');
  if (reply.sent || reply.raw.headersSent) {
    // Too late for an answer: cutting the connection is the only way to say that it is not whole.
    reply.raw.destroy();
    return;
  }
  addHeaders(reply, problem);
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    // As text: Nest's adapter and Fastify would otherwise each have an opinion about an object's type.
    .send(JSON.stringify(problemBody(problem, traceIdOf(request))));
}

function addHeaders(reply: FastifyReply, problem: ProblemError): void {
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503)
    void reply.header('retry-after', String(problem.retryAfterSeconds ?? RETRY_AFTER_SECONDS));
  else if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', String(problem.retryAfterSeconds));
  // The rest of an oversized body is not read: the connection cannot carry another request.
  if (problem.status === 413) void reply.header('connection', 'close');
}
