import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How old a supplier's stock may become, how old it is, and since when it is too old. */
export class AddFeedAge1796400001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE suppliers ADD feed_within_seconds int, ADD feed_as_of timestamptz(3), ADD feed_overdue_at timestamptz(3)',
    );
    await runner.query(
      `UPDATE suppliers s SET feed_as_of = (SELECT max(f.as_of) FROM feeds f WHERE f.supplier_id = s.id AND f.accepted > 0)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE suppliers DROP feed_within_seconds, DROP feed_as_of, DROP feed_overdue_at');
  }
}
