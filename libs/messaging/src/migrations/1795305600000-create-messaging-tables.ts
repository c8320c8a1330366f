import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outbox, inbox and parking of one service. */
export class CreateMessagingTables1795305600000 implements MigrationInterface {
  readonly name = 'CreateMessagingTables1795305600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE outbox_key_heads (
        topic text NOT NULL,
        key text NOT NULL,
        version bigint NOT NULL CHECK (version > 0),
        PRIMARY KEY (topic, key)
      ) WITH (fillfactor = 70)`);
    await queryRunner.query(`
      CREATE TABLE outbox_messages (
        id uuid PRIMARY KEY,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        topic text NOT NULL,
        key text NOT NULL,
        key_version bigint NOT NULL,
        bucket smallint NOT NULL CHECK (bucket BETWEEN 0 AND 63),
        value bytea NOT NULL,
        headers jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (topic, key, key_version)
      )`);
    await queryRunner.query('CREATE INDEX outbox_messages_pending ON outbox_messages (bucket, seq)');
    await queryRunner.query(`
      CREATE TABLE outbox_buckets (
        bucket smallint PRIMARY KEY,
        owner text,
        epoch bigint NOT NULL DEFAULT 0,
        expires_at timestamptz NOT NULL DEFAULT '-infinity'
      )`);
    await queryRunner.query('INSERT INTO outbox_buckets (bucket) SELECT generate_series(0, 63)');
    await queryRunner.query(`
      CREATE TABLE inbox (
        consumer text NOT NULL,
        message_id uuid NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, message_id)
      )`);
    await queryRunner.query('CREATE INDEX inbox_handled_at ON inbox USING brin (handled_at)');
    await queryRunner.query(`
      CREATE TABLE consumer_key_heads (
        consumer text NOT NULL,
        topic text NOT NULL,
        key text NOT NULL,
        version bigint NOT NULL,
        PRIMARY KEY (consumer, topic, key)
      ) WITH (fillfactor = 70)`);
    await this.createParkedMessages(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP TABLE parked_messages, consumer_key_heads, inbox, outbox_buckets, outbox_messages, outbox_key_heads',
    );
  }

  private async createParkedMessages(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE parked_messages (
        id uuid PRIMARY KEY,
        consumer text NOT NULL,
        topic text NOT NULL,
        key text NOT NULL,
        key_version bigint,
        message_id text NOT NULL,
        type text,
        headers jsonb NOT NULL,
        value bytea NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'dead', 'replayed', 'skipped')),
        error_class text NOT NULL CHECK (error_class IN ('retryable', 'gap', 'behind', 'poison')),
        error_code text NOT NULL,
        error_detail text NOT NULL,
        attempts integer NOT NULL,
        gap_accepted boolean NOT NULL DEFAULT false,
        first_parked_at timestamptz NOT NULL DEFAULT now(),
        next_attempt_at timestamptz NOT NULL,
        settled_at timestamptz,
        skip_reason text,
        UNIQUE (consumer, message_id)
      )`);
    // Every live message asks whether its key is parked, so the unsettled rows have a small index of their own.
    await queryRunner.query(`
      CREATE INDEX parked_messages_unsettled ON parked_messages (consumer, topic, key, COALESCE(key_version, 0), id)
      WHERE state IN ('waiting', 'dead')`);
  }
}
