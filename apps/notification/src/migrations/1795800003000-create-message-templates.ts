import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts of messages that merchants write themselves, by version. */
export class CreateMessageTemplates1795800003000 implements MigrationInterface {
  readonly name = 'CreateMessageTemplates1795800003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE message_templates (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        template text NOT NULL,
        language text NOT NULL,
        version integer NOT NULL,
        state text NOT NULL,
        texts jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        activated_at timestamptz(3),
        UNIQUE (merchant_id, template, language, version)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX message_templates_active ON message_templates (merchant_id, template, language)
       WHERE state = 'active'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE message_templates`);
  }
}
