import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each answer says how the customer of its order was served: the relation of support to opinion reads the answers
 * alone, and not the million orders beside them.
 */
export class AddServiceToSurveys1796200000000 implements MigrationInterface {
  readonly name = 'AddServiceToSurveys1796200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE survey_facts
        ADD COLUMN order_day date,
        ADD COLUMN is_purchase boolean,
        ADD COLUMN complaints int,
        ADD COLUMN first_answer_seconds int;
      UPDATE survey_facts AS s
      SET order_day = o.day, is_purchase = o.is_purchase, complaints = o.complaints,
          first_answer_seconds = o.first_answer_seconds
      FROM order_facts AS o WHERE o.order_id = s.order_id;
      ALTER TABLE survey_facts
        ALTER COLUMN order_day SET NOT NULL,
        ALTER COLUMN is_purchase SET NOT NULL,
        ALTER COLUMN complaints SET NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE survey_facts
        DROP COLUMN order_day, DROP COLUMN is_purchase, DROP COLUMN complaints, DROP COLUMN first_answer_seconds`);
  }
}
