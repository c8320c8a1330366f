import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person has to look at, until somebody says that it is seen to. */
export class CreateAlerts1795800004000 implements MigrationInterface {
  readonly name = 'CreateAlerts1795800004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alerts (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL,
        dedupe_key text NOT NULL UNIQUE,
        telling jsonb NOT NULL,
        raised_at timestamptz(3) NOT NULL DEFAULT now(),
        repetitions integer NOT NULL DEFAULT 0,
        repeat_at timestamptz(3),
        acknowledged_at timestamptz(3),
        acknowledged_by text
      )`);
    await runner.query(`CREATE INDEX alerts_due ON alerts (repeat_at) WHERE acknowledged_at IS NULL`);
    await runner.query(`CREATE INDEX alerts_list ON alerts (merchant_id, id DESC)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE alerts`);
  }
}
