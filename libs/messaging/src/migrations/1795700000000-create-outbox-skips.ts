import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events that an operator gave up because the bus refused them: who, when and why. */
export class CreateOutboxSkips1795700000000 implements MigrationInterface {
  readonly name = 'CreateOutboxSkips1795700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE outbox_skips (
        message_id uuid PRIMARY KEY,
        topic text NOT NULL,
        key text NOT NULL,
        key_version bigint NOT NULL,
        type text NOT NULL,
        error_detail text NOT NULL,
        reason text NOT NULL,
        skipped_by text NOT NULL,
        skipped_at timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query('CREATE INDEX outbox_skips_newest ON outbox_skips (skipped_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE outbox_skips');
  }
}
