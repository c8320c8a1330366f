import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The service's copy of the API keys: hashes only. */
export class CreateApiKeys1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_keys (
        key_id uuid PRIMARY KEY,
        role text NOT NULL CHECK (role IN ('merchant', 'supplier', 'operator')),
        merchant_id uuid,
        supplier_id uuid,
        sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        expires_at timestamptz,
        revoked_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_keys');
  }
}
