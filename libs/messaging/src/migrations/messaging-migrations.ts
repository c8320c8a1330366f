import type { MigrationInterface } from 'typeorm';
import { CreateMessagingTables1795305600000 } from './1795305600000-create-messaging-tables.js';
import { ArchivePublishedEvents1795398000000 } from './1795398000000-archive-published-events.js';
import { ExtendParking1795400000000 } from './1795400000000-extend-parking.js';
import { CreateEffectAttempts1795500000000 } from './1795500000000-create-effect-attempts.js';
import { CreateConsumerBaselines1795600000000 } from './1795600000000-create-consumer-baselines.js';
import { CreateErasedKeys1795900000000 } from './1795900000000-create-erased-keys.js';
import { CreateOutboxSkips1795700000000 } from './1795700000000-create-outbox-skips.js';

/** Tables of outbox, inbox and parking; each service adds these to its own migrations. */
export const messagingMigrations: readonly (new () => MigrationInterface)[] = [
  CreateMessagingTables1795305600000,
  ArchivePublishedEvents1795398000000,
  ExtendParking1795400000000,
  CreateEffectAttempts1795500000000,
  CreateConsumerBaselines1795600000000,
  CreateOutboxSkips1795700000000,
  CreateErasedKeys1795900000000,
];
