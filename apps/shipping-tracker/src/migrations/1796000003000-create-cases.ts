import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where returns, complaints and wishes about an order stand, for the customer's page. */
export class CreateCases1796000003000 implements MigrationInterface {
  readonly name = 'CreateCases1796000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cases (
        case_id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        -- Null until the fact came that says what it is; not shown before.
        kind text,
        number text,
        state text NOT NULL,
        since timestamptz(3) NOT NULL
      );
      CREATE INDEX cases_order ON cases (order_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE cases`);
  }
}
