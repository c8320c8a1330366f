import type { MigrationInterface } from 'typeorm';
import { CreateMessagingTables1795305600000 } from './1795305600000-create-messaging-tables.js';

/** Tables of outbox, inbox and parking; each service adds these to its own migrations. */
export const messagingMigrations: readonly (new () => MigrationInterface)[] = [CreateMessagingTables1795305600000];
