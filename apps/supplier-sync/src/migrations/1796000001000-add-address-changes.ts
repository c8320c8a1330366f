import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Other addresses for purchase orders that suppliers have already. */
export class AddAddressChanges1796000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE purchase_orders ADD ship_to jsonb, ADD address_change jsonb, ADD address_answer_due_at timestamptz(3)',
    );
    await runner.query(
      `CREATE INDEX purchase_orders_address_due ON purchase_orders (address_answer_due_at)
       WHERE address_answer_due_at IS NOT NULL`,
    );
    await runner.query('ALTER TABLE ship_tos ADD change_id uuid, ADD change_to jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ship_tos DROP change_id, DROP change_to');
    await runner.query('ALTER TABLE purchase_orders DROP ship_to, DROP address_change, DROP address_answer_due_at');
  }
}
