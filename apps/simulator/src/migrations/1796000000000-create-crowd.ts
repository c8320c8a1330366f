import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people do after an order came, and what the till needs to know to tell one refund from a second one. */
export class CreateCrowd1796000000000 implements MigrationInterface {
  readonly name = 'CreateCrowd1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table customer_cases (
        order_number integer primary key references store_orders,
        token text not null);
      create table deeds (
        key text primary key,
        kind text not null,
        content jsonb not null,
        state text not null,
        subject_ids text[] not null,
        answer_status integer,
        answer_code text,
        begun_at timestamptz(3) not null,
        ended_at timestamptz(3));
      alter table parcels add column return_id uuid;
      create index parcels_purchase_order on parcels (purchase_order_id);
      create index bookings_order on bookings (order_id);
      alter table store_refunds add column return_id uuid, add column lines jsonb not null default '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table deeds, customer_cases;
      drop index parcels_purchase_order, bookings_order;
      alter table parcels drop column return_id;
      alter table store_refunds drop column return_id, drop column lines`);
  }
}
