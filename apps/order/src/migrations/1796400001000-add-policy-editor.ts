import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed a policy last: told to whoever edits the same draft. */
export class AddPolicyEditor1796400001000 implements MigrationInterface {
  readonly name = 'AddPolicyEditor1796400001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing_policies ADD updated_by jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing_policies DROP updated_by');
  }
}
