export { ServiceConfig } from './config/service-config.js';
export {
  defineService,
  type EntityClass,
  type MigrationClass,
  type ServiceDefinition,
} from './service/service-definition.js';
export { startService, type RunningService, type StartOptions } from './service/start-service.js';
export { runService } from './service/run-service.js';
export { actorOf, CurrentActor, merchantOf, Public, Roles, type Actor } from './access/actor.js';
export {
  badRequest,
  conflict,
  forbidden,
  notFound,
  ProblemError,
  unprocessable,
  type ProblemDetail,
} from './problems/problem.error.js';
export { decodeCursor, encodeCursor, limitOf, pageOf, PageQuery, type Page } from './paging/page.js';
export { PollingWorker, type PollingWorkerOptions } from './worker/polling-worker.js';
export { OutboundHttp, type OutboundRequest, type OutboundResponse } from './outbound/outbound-http.js';
export { OutboundError, type OutboundErrorKind } from './outbound/outbound.error.js';
export { BufferedBody, RawBody, StreamBody, StreamedBody } from './http/body-decorators.js';
export { MetricsRegistry } from './metrics/metrics-registry.js';
export { currentTraceId } from './tracing/current-trace.js';
