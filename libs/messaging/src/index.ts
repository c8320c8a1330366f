export * from './bus/bus.port.js';
export { InProcessBus } from './bus/in-process.bus.js';
export { KafkaBus, type KafkaBusOptions } from './bus/kafka/kafka.bus.js';
export {
  TOPIC_RETENTION_HOURS_DEFAULT,
  TOPIC_RETENTION_HOURS_MAX,
  TOPIC_RETENTION_HOURS_MIN,
} from './bus/kafka/kafka-limits.js';
export {
  Consumer,
  Ignore,
  On,
  OnBatch,
  type BatchHandler,
  type ConsumerOptions,
  type EventHandler,
  type OnOptions,
} from './consumer/consumer.decorators.js';
export * from './consumer/consumer.errors.js';
export { KervanTransport } from './consumer/kervan.transport.js';
export { crashPointNames, type CrashPointName } from './faults/crash-point.js';
export {
  beginEffect,
  effectAttempts,
  endEffect,
  settleEffect,
  unknownAmong,
  type EffectAttempt,
  type EffectIntent,
  type EffectOutcome,
  type EffectResult,
} from './effects/effect-attempts.js';
export { RECORDS_DAYS_DEFAULT, RECORDS_DAYS_MAX, RECORDS_DAYS_MIN } from './effects/record-retention.js';
export { EndpointBreakers, type CallTerms, type Endpoint, type EndpointCall } from './effects/endpoint-breakers.js';
export { createMessaging, type Messaging, type MessagingOptions } from './messaging.js';
export { messagingMigrations } from './migrations/messaging-migrations.js';
export * from './outbox/archive-hours.js';
export * from './outbox/event-draft.js';
export * from './outbox/outbox.errors.js';
export { Outbox } from './outbox/outbox.js';
export {
  OutboxArchive,
  type ArchiveReplay,
  type RefusedKey,
  type ReplayOrder,
  type SkippedEvent,
} from './outbox/outbox-archive.js';
export * from './parking/parked-message.js';
export { ParkedMessages } from './parking/parked-messages.js';
export * from './parking/parked.errors.js';
export type { FullParking, ParkingRoom } from './parking/parking-room.js';
export type { ParkingPolicy } from './parking/parking-rules.js';
export { replayFates, type ReplayFate, type ReplayPreview } from './parking/replay-plan.js';
export type { ReplayRun, StartedRun } from './parking/replay-runs.js';
export { eraseMessages, type ErasedMessages } from './privacy/erase-messages.js';
export { OutboxRelay } from './relay/outbox-relay.js';
export { continueCause, presentCause, type Cause } from './tracing/message-context.js';
