import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts the changes of a draft, so that two editors do not overwrite each other. */
export class AddPolicyRevision1763794807000 implements MigrationInterface {
  readonly name = 'AddPolicyRevision1763794807000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing_policies ADD revision int NOT NULL DEFAULT 1');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing_policies DROP revision');
  }
}
