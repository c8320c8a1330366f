import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ARCHIVE_SLOT_HOURS, ARCHIVE_SLOTS } from '../outbox/archive-slots.js';

/**
 * Events are written once, into the archive's partition of their time; a narrow row in `outbox_pending` stands for
 * "not on the bus yet". Publishing deletes only the narrow row. Also: relays that know of each other, refused keys
 * that everybody can see, timers and replays.
 */
export class ArchivePublishedEvents1795398000000 implements MigrationInterface {
  readonly name = 'ArchivePublishedEvents1795398000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await this.createArchive(queryRunner);
    await this.createPending(queryRunner);
    await this.moveOldRows(queryRunner);
    await this.createTimers(queryRunner);
    await queryRunner.query(`
      CREATE TABLE outbox_replays (
        id uuid PRIMARY KEY,
        topic text,
        keys text[],
        from_time timestamptz NOT NULL,
        to_time timestamptz NOT NULL,
        rate_per_second integer NOT NULL CHECK (rate_per_second > 0),
        cursor_seq bigint NOT NULL DEFAULT 0,
        queued bigint NOT NULL DEFAULT 0,
        requested_by text NOT NULL,
        requested_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      )`);
    await queryRunner.query(`
      CREATE TABLE outbox_relays (
        relay text PRIMARY KEY,
        backend_pid integer,
        expires_at timestamptz NOT NULL
      )`);
    await queryRunner.query('ALTER TABLE outbox_buckets ADD COLUMN backend_pid integer');
    await queryRunner.query(`
      CREATE TABLE outbox_refused_keys (
        topic text NOT NULL,
        key text NOT NULL,
        bucket smallint NOT NULL,
        seq bigint NOT NULL,
        key_version bigint NOT NULL,
        message_id uuid NOT NULL,
        type text NOT NULL,
        error_detail text NOT NULL,
        attempts integer NOT NULL,
        first_refused_at timestamptz NOT NULL DEFAULT now(),
        last_refused_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (topic, key)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE outbox_buckets DROP COLUMN backend_pid');
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
      INSERT INTO outbox_messages (id, topic, key, key_version, bucket, value, headers, created_at)
      SELECT a.id, a.topic, a.key, a.key_version, a.bucket, convert_to(a.value, 'UTF8'), a.headers::jsonb, a.appended_at
      FROM outbox_pending p JOIN outbox_archive a ON a.slot = p.slot AND a.seq = p.seq ORDER BY a.seq`);
    await queryRunner.query(
      'DROP TABLE outbox_refused_keys, outbox_relays, outbox_replays, outbox_timers, outbox_pending, outbox_archive',
    );
  }

  /** A ring of partitions: no statement at run time ever needs a partition that is not there. */
  private async createArchive(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE outbox_archive (
        seq bigint GENERATED ALWAYS AS IDENTITY,
        slot smallint NOT NULL
          DEFAULT (floor(date_part('epoch', now()) / ${ARCHIVE_SLOT_HOURS * 3_600}))::bigint % ${ARCHIVE_SLOTS},
        bucket smallint NOT NULL CHECK (bucket BETWEEN 0 AND 63),
        appended_at timestamptz NOT NULL DEFAULT now(),
        key_version bigint NOT NULL,
        id uuid NOT NULL,
        topic text NOT NULL,
        key text NOT NULL,
        headers json NOT NULL,
        value text NOT NULL
      ) PARTITION BY LIST (slot)`);
    for (let slot = 0; slot < ARCHIVE_SLOTS; slot += 1)
      await queryRunner.query(
        `CREATE TABLE outbox_archive_${slot} PARTITION OF outbox_archive FOR VALUES IN (${slot})`,
      );
    // Always inserted at its right end. Not unique: that would need the slot in front; the sequence sees to it.
    await queryRunner.query('CREATE INDEX outbox_archive_seq ON outbox_archive (seq)');
  }

  /**
   * Every row dies within milliseconds, so vacuum comes by count instead of by share of the table and does not pause;
   * and it never gives pages back to the system, which would lock appends out for a table that refills at once.
   */
  private async createPending(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE outbox_pending (
        bucket smallint NOT NULL,
        slot smallint NOT NULL,
        seq bigint NOT NULL,
        key_hash bigint NOT NULL,
        appended_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (bucket, seq)
      ) WITH (
        autovacuum_vacuum_threshold = 10000,
        autovacuum_vacuum_scale_factor = 0,
        autovacuum_vacuum_cost_delay = 0,
        vacuum_truncate = false
      )`);
  }

  private async moveOldRows(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      WITH moved AS (
        INSERT INTO outbox_archive (bucket, key_version, id, topic, key, headers, value)
        SELECT bucket, key_version, id, topic, key, headers::json, convert_from(value, 'UTF8')
        FROM outbox_messages ORDER BY seq
        RETURNING bucket, slot, seq, topic, key)
      INSERT INTO outbox_pending (bucket, slot, seq, key_hash)
      SELECT bucket, slot, seq, hashtextextended(topic || ' ' || key, 0) FROM moved`);
    await queryRunner.query('DROP TABLE outbox_messages');
  }

  private async createTimers(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE outbox_timers (
        id uuid PRIMARY KEY,
        name text UNIQUE,
        place bigint GENERATED ALWAYS AS IDENTITY,
        due_at timestamptz NOT NULL,
        bucket smallint NOT NULL,
        topic text NOT NULL,
        key text NOT NULL,
        headers jsonb NOT NULL,
        value text NOT NULL
      )`);
    await queryRunner.query('CREATE INDEX outbox_timers_due ON outbox_timers (due_at, place)');
  }
}
