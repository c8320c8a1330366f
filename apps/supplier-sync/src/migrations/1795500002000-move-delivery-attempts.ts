import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attempts move to the table that all effects share. */
export class MoveDeliveryAttempts1795500002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO effect_attempts (id, kind, subject, idempotency_key, started_at, ended_at, outcome, status, detail)
      SELECT a.id, 'supplier-webhook', d.purchase_order_id::text, d.webhook_id, a.started_at, a.finished_at,
        CASE a.outcome WHEN 'delivered' THEN 'done' WHEN 'not_sent' THEN 'not_made' ELSE a.outcome END, a.status, a.error
      FROM delivery_attempts a JOIN deliveries d ON d.id = a.delivery_id`);
    await runner.query('DROP TABLE delivery_attempts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE delivery_attempts (
        id uuid PRIMARY KEY,
        delivery_id uuid NOT NULL REFERENCES deliveries (id),
        number int NOT NULL,
        started_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3),
        outcome text NOT NULL DEFAULT 'unknown',
        status int,
        error text
      )`);
    await runner.query('CREATE INDEX delivery_attempts_by_delivery ON delivery_attempts (delivery_id)');
    await runner.query(`
      INSERT INTO delivery_attempts (id, delivery_id, number, started_at, finished_at, outcome, status, error)
      SELECT a.id, d.id, row_number() OVER (PARTITION BY d.id ORDER BY a.started_at, a.id), a.started_at, a.ended_at,
        CASE a.outcome WHEN 'done' THEN 'delivered' WHEN 'not_made' THEN 'not_sent' WHEN 'repeated' THEN 'unknown'
          ELSE a.outcome END, a.status, a.detail
      FROM effect_attempts a JOIN deliveries d ON d.webhook_id = a.idempotency_key
      WHERE a.kind = 'supplier-webhook'`);
    await runner.query(`DELETE FROM effect_attempts WHERE kind = 'supplier-webhook'`);
  }
}
