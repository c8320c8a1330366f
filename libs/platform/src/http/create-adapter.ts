import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DrainSignal } from '../health/drain-signal.js';
import type { ServiceMetrics } from '../metrics/service-metrics.js';
import { sendProblem } from '../problems/problem.filter.js';
import type { ServiceScope } from '../service/service-scope.js';
import { registerHttpTracing } from '../tracing/http-tracing.js';
import { BODY_LIMIT_BYTES } from './body-decorators.js';
import { registerBodyReader } from './read-body.js';
import { registerRequestHooks, requestId } from './request-hooks.js';

/** A whole request, feeds included: 256 MiB at 1 MiB/s. Ends callers that send a byte a minute. */
const REQUEST_TIMEOUT_MS = 300_000;
/** Above the idle time of usual load balancers (60 s), so that they close first. */
const KEEP_ALIVE_MS = 65_000;
/** Longer parameters are no ids of ours. */
const PARAMETER_LENGTH_MAX = 500;

/** The HTTP side of a service, before Nest adds the routes. */
export function createAdapter(scope: ServiceScope, metrics: ServiceMetrics, drain: DrainSignal): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    genReqId: requestId,
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      // Refused before any hook runs: a malformed address.
      sendProblem(request, reply, error);
    },
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  registerRequestHooks(fastify, scope, metrics, drain);
  registerHttpTracing(fastify, scope.service);
  registerBodyReader(fastify);
  return adapter;
}
