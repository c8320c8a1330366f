import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Claims against suppliers, their photos (the pictures are files), and suppliers' credit notes. */
export class CreateClaims1795700010000 implements MigrationInterface {
  readonly name = 'CreateClaims1795700010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE claims (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (order_id),
        supplier_id uuid NOT NULL,
        purchase_order_id uuid NOT NULL,
        type text NOT NULL,
        return_id uuid REFERENCES returns (id),
        complaint_id uuid,
        status text NOT NULL,
        lines jsonb NOT NULL,
        note text,
        decision jsonb,
        currency char(3) NOT NULL,
        amount_minor bigint NOT NULL,
        credited_minor bigint NOT NULL DEFAULT 0 CHECK (credited_minor <= amount_minor),
        reminders int NOT NULL DEFAULT 0,
        answer_by timestamptz(3) NOT NULL,
        opened_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX claims_order ON claims (order_id);
      CREATE INDEX claims_newest ON claims (merchant_id, id DESC);
      CREATE INDEX claims_supplier ON claims (supplier_id, id DESC);
      CREATE TABLE claim_photos (
        claim_id uuid NOT NULL REFERENCES claims (id),
        sha256 text NOT NULL,
        type text NOT NULL,
        width int NOT NULL,
        height int NOT NULL,
        bytes int NOT NULL,
        added_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (claim_id, sha256)
      );
      CREATE TABLE credit_notes (
        claim_id uuid NOT NULL REFERENCES claims (id),
        number text NOT NULL,
        amount_minor bigint NOT NULL CHECK (amount_minor > 0),
        credited_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (claim_id, number)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE credit_notes, claim_photos, claims`);
  }
}
