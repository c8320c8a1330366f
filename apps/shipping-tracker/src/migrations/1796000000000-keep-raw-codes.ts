import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Carriers' own codes beside what they were read as, and those that could not be read. */
export class KeepRawCodes1796000000000 implements MigrationInterface {
  readonly name = 'KeepRawCodes1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE checkpoints ADD COLUMN raw_code text`);
    await runner.query(`ALTER TABLE unmatched_checkpoints ADD COLUMN raw_code text`);
    await runner.query(`
      CREATE TABLE carrier_unknown_codes (
        carrier text NOT NULL,
        words text NOT NULL,
        count bigint NOT NULL,
        first_at timestamptz(3) NOT NULL,
        last_at timestamptz(3) NOT NULL,
        PRIMARY KEY (carrier, words)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE carrier_unknown_codes`);
    await runner.query(`ALTER TABLE unmatched_checkpoints DROP COLUMN raw_code`);
    await runner.query(`ALTER TABLE checkpoints DROP COLUMN raw_code`);
  }
}
