import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The store's book of money paid back. */
export class CreateStoreRefunds1795700001000 implements MigrationInterface {
  readonly name = 'CreateStoreRefunds1795700001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table store_refunds (
      key text primary key,
      external_order_id text not null,
      currency text not null,
      amount_minor bigint not null,
      reference text,
      asked integer not null,
      refunded_at timestamptz(3) not null)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table store_refunds`);
  }
}
