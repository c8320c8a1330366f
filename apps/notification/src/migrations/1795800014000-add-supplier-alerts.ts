import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts of suppliers: whose they are. Null: the operator's. */
export class AddSupplierAlerts1795800014000 implements MigrationInterface {
  readonly name = 'AddSupplierAlerts1795800014000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE alerts ADD COLUMN supplier_id uuid`);
    await runner.query(`CREATE INDEX alerts_supplier ON alerts (supplier_id, id DESC) WHERE supplier_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM alerts WHERE supplier_id IS NOT NULL`);
    await runner.query(`ALTER TABLE alerts DROP COLUMN supplier_id`);
  }
}
