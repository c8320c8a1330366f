export { ServiceConfig } from './config/service-config.js';
export { ConfigError } from './config/config.error.js';
export { loadConfig, type Environment } from './config/load-config.js';
export { databaseName, databaseUrl } from './database/database-name.js';
export {
  defineService,
  type EntityClass,
  type MigrationClass,
  type ServiceDefinition,
} from './service/service-definition.js';
export { startService } from './service/start-service.js';
export type { RunningService, StartOptions } from './service/running-service.js';
export { runService } from './service/run-service.js';
export { actorOf, CurrentActor, merchantOf, merchantScope, Public, Roles, type Actor } from './access/actor.js';
export { hashApiKey, makeApiKey, type NewApiKey } from './access/api-key.js';
export { ApiKeys } from './access/api-keys.js';
export {
  badRequest,
  conflict,
  forbidden,
  notFound,
  ProblemError,
  unprocessable,
  type ProblemDetail,
} from './problems/problem.error.js';
export { decodeCursor, encodeCursor, invalidCursor, limitOf, pageOf, PageQuery, type Page } from './paging/page.js';
export { Joiner } from './worker/joiner.js';
export { IdempotencyCleanupWorker, type IdempotencyCleanupOptions } from './idempotency/idempotency-cleanup.worker.js';
export { PollingWorker, type PollingWorkerOptions } from './worker/polling-worker.js';
export { CallPool, type CallPoolOptions, type ClaimedCalls } from './worker/call-pool.js';
export { callEffect, pauseMs, retryAfterMs, type CallResult } from './webhooks/call-result.js';
export {
  newWebhookSecret,
  WebhookClient,
  type WebhookEndpoint,
  type WebhookLimits,
  type WebhookReply,
} from './webhooks/webhook-client.js';
export { WebhookSecretRule, WebhookUrlRule } from './webhooks/webhook-rules.js';
export { OutboundHttp, type OutboundRequest, type OutboundResponse } from './outbound/outbound-http.js';
export { OutboundError, type OutboundErrorKind } from './outbound/outbound.error.js';
export { isAllowedHost, parseAllowedHosts } from './outbound/address-guard.js';
export {
  BODY_LIMIT_BYTES,
  BufferedBody,
  FEED_LIMIT_BYTES,
  RawBody,
  StreamBody,
  StreamedBody,
} from './http/body-decorators.js';
export {
  changedMeanwhile,
  editIfSaid,
  editOf,
  editorOf,
  isSeen,
  type Edit,
  type Editor,
  type LatestRevision,
} from './http/revision.js';
export { Tagged } from './http/revision-tag.interceptor.js';
export { assertAnnouncedSize } from './http/read-body.js';
export { assertSafeJson, parseJson, pointerStep } from './http/json-guard.js';
export { IsCurrency } from './validation/currency.js';
export { IdPipe } from './validation/id.pipe.js';
export { isTime, IsTime } from './validation/time.js';
export { KervanValidationPipe } from './validation/validation.pipe.js';
export { maskPersonalData, maskText } from './privacy/mask-personal-data.js';
export { DrainSignal } from './health/drain-signal.js';
export { MetricsRegistry } from './metrics/metrics-registry.js';
export { currentTraceId, currentTraceparent } from './tracing/current-trace.js';
export { attentionIcon, doneIcon, parcelIcon } from './pages/icons.js';
export { Markup, markup, type Content } from './pages/markup.js';
export { pageCss } from './pages/page.css.js';
export { missingPage, orderPage, pageDocument, pageHeaders, waitingPage } from './pages/page-document.js';
export { TokenFailures } from './pages/token-failures.js';
export { TokenPages } from './pages/token-pages.js';
export { chooseLanguage, languageOf, translators, type Language, type Translate } from './pages/page-language.js';
export type { Blocker, LegalGround, PersonalData, PersonalTable, Retention } from './personal-data/personal-data.js';
export { PersonalDataHandlers } from './personal-data/personal-data.consumer.js';
export { PersonalDataService } from './personal-data/personal-data.service.js';
export { RetentionWorker } from './personal-data/retention.worker.js';
export { makeBoxKeys, unseal } from './personal-data/sealed-box.js';
