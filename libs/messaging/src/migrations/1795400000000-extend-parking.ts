import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parked messages that let their key go on, runs of replays with their pace, and the bounds of the table. */
export class ExtendParking1795400000000 implements MigrationInterface {
  readonly name = 'ExtendParking1795400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE parked_replays (
        id uuid PRIMARY KEY,
        consumer text NOT NULL,
        rate_per_second integer NOT NULL CHECK (rate_per_second > 0),
        total integer NOT NULL,
        requested_at timestamptz NOT NULL DEFAULT now(),
        next_at timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query('CREATE INDEX parked_replays_by_consumer ON parked_replays (consumer, id)');
    await queryRunner.query(`
      ALTER TABLE parked_messages
        ADD COLUMN merchant_id text,
        ADD COLUMN holds_key boolean NOT NULL DEFAULT true,
        ADD COLUMN replay_id uuid REFERENCES parked_replays (id),
        ADD COLUMN replay_outcome text CHECK (replay_outcome IN ('replayed', 'failed', 'held', 'skipped'))`);
    await queryRunner.query(`UPDATE parked_messages SET merchant_id = headers ->> 'ce_merchantid'`);
    await queryRunner.query(`
      CREATE INDEX parked_messages_by_merchant ON parked_messages (consumer, merchant_id)
      WHERE state IN ('waiting', 'dead')`);
    await queryRunner.query(
      'CREATE INDEX parked_messages_by_replay ON parked_messages (replay_id) WHERE replay_id IS NOT NULL',
    );
    await queryRunner.query(
      'CREATE INDEX parked_messages_settled ON parked_messages (consumer, settled_at) WHERE settled_at IS NOT NULL',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'DROP INDEX parked_messages_settled, parked_messages_by_replay, parked_messages_by_merchant',
    );
    await queryRunner.query(`
      ALTER TABLE parked_messages
        DROP COLUMN merchant_id, DROP COLUMN holds_key, DROP COLUMN replay_id, DROP COLUMN replay_outcome`);
    await queryRunner.query('DROP TABLE parked_replays');
  }
}
