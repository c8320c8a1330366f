import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parcels priced by the weight of the whole parcel, least order values, and whether an endpoint answers. */
export class AddParcelSteps1763794806000 implements MigrationInterface {
  readonly name = 'AddParcelSteps1763794806000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE suppliers ADD parcel_steps jsonb, ADD unreachable_at timestamptz,
         ADD min_order_minor bigint NOT NULL DEFAULT 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE suppliers DROP parcel_steps, DROP unreachable_at, DROP min_order_minor');
  }
}
