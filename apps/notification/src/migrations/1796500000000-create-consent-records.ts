import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people said about being written to, word by word: what is in force is made of it, and it is the proof. */
export class CreateConsentRecords1796500000000 implements MigrationInterface {
  readonly name = 'CreateConsentRecords1796500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consent_records (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        merchant_id uuid,
        address text NOT NULL,
        order_id uuid,
        subject text NOT NULL,
        said text NOT NULL,
        source text NOT NULL,
        recorded_at timestamptz(3) NOT NULL DEFAULT now()
      )`);
    // The newest word of an address about a subject: asked for each message that is planned.
    await runner.query(`CREATE INDEX consent_records_newest ON consent_records (address, merchant_id, subject, seq)`);
    await runner.query(`CREATE INDEX consent_records_order ON consent_records (order_id) WHERE order_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE consent_records`);
  }
}
