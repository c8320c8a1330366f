import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures that lost a claim: written with the row's deletion, so that no crash leaves a picture behind. */
export class CreatePhotosToDelete1795900200000 implements MigrationInterface {
  readonly name = 'CreatePhotosToDelete1795900200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE photos_to_delete (sha256 text PRIMARY KEY)`);
    await runner.query(`CREATE INDEX claim_photos_file ON claim_photos (sha256)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX claim_photos_file`);
    await runner.query(`DROP TABLE photos_to_delete`);
  }
}
