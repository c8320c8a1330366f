import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  `create table settings (
     key text primary key,
     value jsonb not null)`,
  `create table agenda_items (
     kind text not null,
     key text not null,
     due_at timestamptz(3) not null,
     attempts integer not null,
     last_problem text,
     primary key (kind, key))`,
  `create index agenda_items_due on agenda_items (due_at)`,
  `create table store_orders (
     number integer primary key,
     platform text not null,
     origin text not null,
     external_id text not null unique,
     seed text not null,
     wishes jsonb not null,
     placed_at timestamptz(3) not null,
     state text not null,
     deliveries integer not null,
     answer_status integer,
     answer_code text,
     product_order_ids text[] not null,
     answered_at timestamptz(3))`,
  `create table supplier_accounts (
     code text primary key,
     supplier_id uuid not null,
     webhook_secret text,
     api_key text)`,
  `create table stock_levels (
     supplier_code text not null,
     supplier_sku text not null,
     quantity integer not null,
     primary key (supplier_code, supplier_sku))`,
  `create table feed_uploads (
     id bigint generated always as identity primary key,
     supplier_code text not null,
     mode text not null,
     as_of timestamptz(3) not null,
     rows integer not null,
     answer_status integer not null,
     answer jsonb)`,
  `create index feed_uploads_supplier on feed_uploads (supplier_code, id desc)`,
  `create table supplier_deliveries (
     id bigint generated always as identity primary key,
     supplier_code text not null,
     channel text not null,
     message_id text not null,
     message_type text,
     purchase_order_id uuid,
     outcome text not null,
     received_at timestamptz(3) not null)`,
  `create index supplier_deliveries_message on supplier_deliveries (supplier_code, message_id)`,
  `create index supplier_deliveries_purchase_order on supplier_deliveries (purchase_order_id)`,
  `create table bookings (
     purchase_order_id uuid primary key,
     supplier_code text not null,
     number text not null,
     order_id uuid not null,
     city text not null,
     lines jsonb not null,
     plan jsonb not null,
     state text not null,
     booked_at timestamptz(3) not null,
     acknowledge_at timestamptz(3) not null,
     ship_at timestamptz(3) not null,
     answered jsonb,
     problem text)`,
  `create table parcels (
     tracking_number text primary key,
     carrier text not null,
     purchase_order_id uuid not null,
     lines jsonb not null,
     handed_over_at timestamptz(3) not null,
     asked integer not null)`,
  `create table checkpoints (
     event_id text primary key,
     tracking_number text not null references parcels,
     status text not null,
     occurred_at timestamptz(3) not null,
     tell_at timestamptz(3) not null,
     copies integer not null,
     description text not null,
     place text not null,
     told integer not null,
     answer_status integer)`,
  `create index checkpoints_parcel on checkpoints (tracking_number)`,
  `create table mails (
     id uuid primary key,
     message_id text,
     sender text not null,
     recipients text[] not null,
     subject text not null,
     sent_at timestamptz(3) not null,
     headers jsonb not null,
     html text,
     body_text text)`,
  `create index mails_message on mails (message_id)`,
];

/** What outsiders know and have promised: agenda, orders of the stores, bookings, parcels, stock, mails. */
export class CreateOutsideWorld1763796000000 implements MigrationInterface {
  readonly name = 'CreateOutsideWorld1763796000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `drop table mails, checkpoints, parcels, bookings, supplier_deliveries, feed_uploads, stock_levels,
         supplier_accounts, store_orders, agenda_items, settings`,
    );
  }
}
