import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parcels priced by the weight of the whole parcel, least order values, and whether an endpoint answers. */
export class AddParcelSteps1795500003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE suppliers ADD parcel_steps jsonb, ADD unreachable_at timestamptz(3),
         ADD min_order_minor bigint NOT NULL DEFAULT 0 CHECK (min_order_minor >= 0)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE suppliers DROP parcel_steps, DROP unreachable_at, DROP min_order_minor');
  }
}
