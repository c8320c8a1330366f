import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls to the outside that must not be made twice, each on record before it is made. */
export class CreateEffectAttempts1795500000000 implements MigrationInterface {
  readonly name = 'CreateEffectAttempts1795500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE effect_attempts (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        subject text NOT NULL,
        idempotency_key text NOT NULL,
        payload_hash text,
        started_at timestamptz(3) NOT NULL DEFAULT now(),
        ended_at timestamptz(3),
        outcome text NOT NULL DEFAULT 'unknown'
          CHECK (outcome IN ('unknown', 'done', 'refused', 'transient', 'not_made', 'repeated')),
        status integer,
        detail text
      )`);
    await queryRunner.query(
      'CREATE INDEX effect_attempts_by_key ON effect_attempts (kind, idempotency_key, started_at)',
    );
    await queryRunner.query('CREATE INDEX effect_attempts_by_subject ON effect_attempts (kind, subject, started_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE effect_attempts');
  }
}
