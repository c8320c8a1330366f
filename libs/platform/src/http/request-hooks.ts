import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { actorOf } from '../access/actor.js';
import type { DrainSignal } from '../health/drain-signal.js';
import type { ServiceMetrics } from '../metrics/service-metrics.js';
import { unprocessable, type ProblemDetail } from '../problems/problem.error.js';
import { inScope, type ServiceScope } from '../service/service-scope.js';
import { pointerStep, textFault } from './json-guard.js';

/** A caller's request id is passed on when it looks like one. */
const REQUEST_ID = /^[\w.-]{1,64}$/;

/** The caller's `x-request-id`, or a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** Probes and scrapes come every few seconds and say nothing. */
const silentRoutes = /^\/(health|metrics)/;

/** What happens around every request: its service's scope, log line, duration, headers. */
export function registerRequestHooks(
  fastify: FastifyInstance,
  scope: ServiceScope,
  metrics: ServiceMetrics,
  drain: DrainSignal,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
    if (drain.signal.aborted) void reply.header('connection', 'close');
    inScope(scope, done);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const faults = [...textFaults(request.query, '/query'), ...textFaults(request.params, '/path')];
    if (faults.length > 0) done(unprocessable('INVALID_TEXT', 'Some text cannot be stored.', faults));
    else inScope(scope, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { method } = request;
    metrics.httpDuration.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    // The route, never the address: paths and queries hold tracking tokens and e-mail addresses.
    const fields = { requestId: request.id, method, route, status: reply.statusCode, keyId: actorOf(request)?.keyId };
    const durationMs = Math.round(reply.elapsedTime * 10) / 10;
    scope.log[silentRoutes.test(route) ? 'debug' : 'info']({ ...fields, durationMs }, 'request');
    done();
  });
}

function textFaults(values: unknown, root: string): ProblemDetail[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([name, value]) =>
    [name, value].flat().flatMap((text: unknown) => {
      const fault = typeof text === 'string' ? textFault(text) : null;
      return fault === null
        ? []
        : [{ pointer: root + pointerStep(name), code: 'INVALID_TEXT', detail: `The text ${fault}.` }];
    }),
  );
}
