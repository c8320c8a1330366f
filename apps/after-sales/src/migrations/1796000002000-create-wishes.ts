import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers want of orders that have not left. */
export class CreateWishes1796000002000 implements MigrationInterface {
  readonly name = 'CreateWishes1796000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE wishes (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES orders (order_id),
        kind text NOT NULL CHECK (kind IN ('cancellation', 'address')),
        origin text NOT NULL CHECK (origin IN ('customer', 'withdrawal')),
        status text NOT NULL DEFAULT 'asked' CHECK (status IN ('asked', 'waiting', 'done', 'partly', 'refused')),
        reason_code text,
        city text,
        asked_at timestamptz(3) NOT NULL DEFAULT now(),
        settled_at timestamptz(3)
      );
      CREATE INDEX wishes_order ON wishes (order_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE wishes`);
  }
}
