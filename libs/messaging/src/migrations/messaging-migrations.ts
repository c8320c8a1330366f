import type { MigrationInterface } from 'typeorm';

/** Tables of outbox, inbox and parking; each service adds these to its own migrations. */
export const messagingMigrations: readonly (new () => MigrationInterface)[] = [];
