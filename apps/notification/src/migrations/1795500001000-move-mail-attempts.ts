import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attempts move to the table that all effects share. */
export class MoveMailAttempts1795500001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO effect_attempts (id, kind, subject, idempotency_key, started_at, ended_at, outcome, detail)
      SELECT a.id, 'mail', n.id::text, n.message_id, a.started_at, a.ended_at,
        CASE COALESCE(a.outcome, 'unknown') WHEN 'accepted' THEN 'done' WHEN 'temporary' THEN 'transient'
          ELSE COALESCE(a.outcome, 'unknown') END, a.detail
      FROM mail_attempts a JOIN notifications n ON n.id = a.notification_id`);
    await runner.query('DROP TABLE mail_attempts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_attempts (
        id uuid PRIMARY KEY,
        notification_id uuid NOT NULL REFERENCES notifications (id),
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        outcome text,
        detail text
      )`);
    await runner.query('CREATE INDEX mail_attempts_notification ON mail_attempts (notification_id, started_at)');
    await runner.query(`
      INSERT INTO mail_attempts (id, notification_id, started_at, ended_at, outcome, detail)
      SELECT a.id, n.id, a.started_at, a.ended_at,
        CASE a.outcome WHEN 'done' THEN 'accepted' WHEN 'transient' THEN 'temporary' WHEN 'not_made' THEN 'temporary'
          ELSE a.outcome END, a.detail
      FROM effect_attempts a JOIN notifications n ON n.message_id = a.idempotency_key WHERE a.kind = 'mail'`);
    await runner.query(`DELETE FROM effect_attempts WHERE kind = 'mail'`);
  }
}
