import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who of a shop is told what, who changed that, and messages that are about no order. */
export class CreateMerchantContacts1796600000000 implements MigrationInterface {
  readonly name = 'CreateMerchantContacts1796600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE merchant_contacts (
        merchant_id uuid NOT NULL,
        email text NOT NULL,
        language text NOT NULL,
        templates text[],
        place integer NOT NULL,
        PRIMARY KEY (merchant_id, email)
      )`);
    await runner.query(`
      CREATE TABLE merchant_contact_changes (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        changed_at timestamptz(3) NOT NULL DEFAULT now(),
        changed_by text NOT NULL,
        key_id uuid NOT NULL,
        contacts jsonb NOT NULL
      )`);
    await runner.query(`CREATE INDEX merchant_contact_changes_list ON merchant_contact_changes (merchant_id, id DESC)`);
    await runner.query(`
      CREATE INDEX notifications_news ON notifications (merchant_id, template, recipient)
       WHERE audience = 'merchant' AND status = 'pending'`);
    await runner.query(`ALTER TABLE suppressions ADD COLUMN template text`);
    await runner.query(`ALTER TABLE suppressions DROP CONSTRAINT suppressions_address_reason_merchant_id_key`);
    await runner.query(`
      ALTER TABLE suppressions ADD CONSTRAINT suppressions_whom UNIQUE NULLS NOT DISTINCT (address, reason, merchant_id, template)`);
    await runner.query(`ALTER TABLE notifications ALTER COLUMN order_id DROP NOT NULL`);
    await runner.query(`ALTER TABLE alerts ALTER COLUMN order_id DROP NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM alerts WHERE order_id IS NULL`);
    await runner.query(`ALTER TABLE alerts ALTER COLUMN order_id SET NOT NULL`);
    await runner.query(`DELETE FROM notifications WHERE order_id IS NULL`);
    await runner.query(`ALTER TABLE notifications ALTER COLUMN order_id SET NOT NULL`);
    await runner.query(`DELETE FROM suppressions WHERE template IS NOT NULL`);
    await runner.query(`ALTER TABLE suppressions DROP CONSTRAINT suppressions_whom`);
    await runner.query(`
      ALTER TABLE suppressions ADD CONSTRAINT suppressions_address_reason_merchant_id_key
        UNIQUE NULLS NOT DISTINCT (address, reason, merchant_id)`);
    await runner.query(`ALTER TABLE suppressions DROP COLUMN template`);
    await runner.query(`DROP INDEX notifications_news`);
    await runner.query(`DROP TABLE merchant_contact_changes, merchant_contacts`);
  }
}
