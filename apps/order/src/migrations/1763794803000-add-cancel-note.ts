import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person wrote when cancelling, beside the reason's code. */
export class AddCancelNote1763794803000 implements MigrationInterface {
  readonly name = 'AddCancelNote1763794803000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders ADD COLUMN cancel_note text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE orders DROP COLUMN cancel_note`);
  }
}
