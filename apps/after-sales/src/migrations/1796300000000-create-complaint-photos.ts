import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Photos that customers show what is wrong with; the pictures are files, as those of claims are. */
export class CreateComplaintPhotos1796300000000 implements MigrationInterface {
  readonly name = 'CreateComplaintPhotos1796300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE complaint_photos (
        complaint_id uuid NOT NULL REFERENCES complaints (id),
        sha256 text NOT NULL, type text NOT NULL, width int NOT NULL, height int NOT NULL, bytes int NOT NULL,
        added_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (complaint_id, sha256)
      )`);
    await runner.query(`CREATE INDEX complaint_photos_file ON complaint_photos (sha256)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`INSERT INTO photos_to_delete (sha256) SELECT DISTINCT sha256 FROM complaint_photos
                        ON CONFLICT DO NOTHING`);
    await runner.query(`DROP TABLE complaint_photos`);
  }
}
