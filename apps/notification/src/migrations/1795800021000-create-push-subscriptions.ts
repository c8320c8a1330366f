import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Browsers in which customers allowed messages about an order. */
export class CreatePushSubscriptions1795800021000 implements MigrationInterface {
  readonly name = 'CreatePushSubscriptions1795800021000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE push_subscriptions (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        endpoint text NOT NULL,
        p256dh text NOT NULL,
        auth text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        used_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (order_id, endpoint)
      )`);
    await runner.query(`CREATE INDEX push_subscriptions_used ON push_subscriptions (used_at)`);
    // Customers come with the token of their page.
    await runner.query(`CREATE INDEX known_orders_tracking_token ON known_orders (tracking_token)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX known_orders_tracking_token`);
    await runner.query(`DROP TABLE push_subscriptions`);
  }
}
