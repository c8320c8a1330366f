import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom not to write to; a report names the message that it is about by its Message-ID. */
export class CreateSuppressions1795800002000 implements MigrationInterface {
  readonly name = 'CreateSuppressions1795800002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE suppressions (
        id uuid PRIMARY KEY,
        address text NOT NULL,
        reason text NOT NULL,
        detail text,
        merchant_id uuid,
        notification_id uuid NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE NULLS NOT DISTINCT (address, reason, merchant_id)
      )`);
    await runner.query(`CREATE INDEX notifications_message ON notifications (message_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX notifications_message`);
    await runner.query(`DROP TABLE suppressions`);
  }
}
