import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What reached the phones of the simulated world. */
export class CreatePhoneMessages1795800012000 implements MigrationInterface {
  readonly name = 'CreatePhoneMessages1795800012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table phone_messages (
      id text primary key,
      channel text not null,
      recipient text not null,
      body text not null,
      callback text not null,
      fate text not null,
      reported text,
      taken_at timestamptz(3) not null)`);
    await runner.query(`create index phone_messages_recipient on phone_messages (recipient, taken_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table phone_messages`);
  }
}
