import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Browsers of the simulated world, and what reached them. */
export class CreatePushService1795800020000 implements MigrationInterface {
  readonly name = 'CreatePushService1795800020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table browsers (
      id uuid primary key,
      private_key text not null,
      auth text not null,
      application_server_key text not null,
      fate text not null,
      calls integer not null default 0)`);
    await runner.query(`create table push_messages (
      id uuid primary key,
      browser_id uuid not null references browsers,
      topic text,
      urgency text,
      ttl_seconds integer not null,
      bytes integer not null,
      content text not null,
      taken_at timestamptz(3) not null)`);
    await runner.query(`create index push_messages_browser on push_messages (browser_id, taken_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table push_messages`);
    await runner.query(`drop table browsers`);
  }
}
