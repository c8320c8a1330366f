import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders whose personal data are erased: what comes of them later is read without those. */
export class CreateErasedKeys1795900000000 implements MigrationInterface {
  readonly name = 'CreateErasedKeys1795900000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE erased_keys (
        key text PRIMARY KEY,
        erased_at timestamptz NOT NULL DEFAULT now()
      )`);
    await queryRunner.query('CREATE INDEX erased_keys_newest ON erased_keys (erased_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE erased_keys');
  }
}
