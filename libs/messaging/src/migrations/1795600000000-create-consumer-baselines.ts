import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Topics whose beginning was gone from the bus before a consumer first read them. */
export class CreateConsumerBaselines1795600000000 implements MigrationInterface {
  readonly name = 'CreateConsumerBaselines1795600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE consumer_baselines (
        consumer text NOT NULL,
        topic text NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, topic)
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE consumer_baselines');
  }
}
