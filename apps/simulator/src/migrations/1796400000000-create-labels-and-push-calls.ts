import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where parcels go by their labels, which other addresses suppliers were asked for, and every call at a push service. */
export class CreateLabelsAndPushCalls1796400000000 implements MigrationInterface {
  readonly name = 'CreateLabelsAndPushCalls1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table bookings add column ship_to jsonb not null default '{}', add column in_hand text;
      alter table parcels add column ship_to jsonb;
      create table address_questions (
        purchase_order_id uuid not null,
        change_id uuid not null,
        ship_to jsonb not null,
        message_ids text[] not null,
        answer text,
        primary key (purchase_order_id, change_id));
      create table push_calls (
        id uuid primary key,
        browser_id uuid not null references browsers,
        topic text,
        answer integer,
        taken boolean not null,
        at timestamptz(3) not null);
      create index push_calls_browser on push_calls (browser_id, at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table push_calls, address_questions;
      alter table parcels drop column ship_to;
      alter table bookings drop column ship_to, drop column in_hand`);
  }
}
