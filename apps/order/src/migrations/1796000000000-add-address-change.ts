import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A change of the address that waits for suppliers. */
export class AddAddressChange1796000000000 implements MigrationInterface {
  readonly name = 'AddAddressChange1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders ADD COLUMN address_change jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders DROP COLUMN address_change`);
  }
}
