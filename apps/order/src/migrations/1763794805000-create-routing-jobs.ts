import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work on many orders that outlives a restart: simulations of a policy, and bulk re-routing with a result per order. */
export class CreateRoutingJobs1763794805000 implements MigrationInterface {
  readonly name = 'CreateRoutingJobs1763794805000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE routing_simulations (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        policy_id uuid,
        policy jsonb NOT NULL,
        from_time timestamptz NOT NULL,
        to_time timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'cancelled')),
        decisions int NOT NULL,
        processed int NOT NULL DEFAULT 0,
        -- The last decision that is in the totals: a restart goes on behind it.
        after_time timestamptz,
        after_order_id uuid,
        after_version int,
        report jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
      CREATE INDEX routing_simulations_merchant ON routing_simulations (merchant_id, id);
      CREATE INDEX routing_simulations_open ON routing_simulations (id) WHERE state IN ('queued', 'running');
      CREATE TABLE routing_reroutes (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        idempotency_key text,
        request jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (merchant_id, idempotency_key)
      );
      CREATE TABLE routing_reroute_items (
        reroute_id uuid NOT NULL REFERENCES routing_reroutes,
        position int NOT NULL,
        order_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'routed', 'unroutable', 'refused')),
        code text,
        detail text,
        finished_at timestamptz,
        PRIMARY KEY (reroute_id, position)
      );
      CREATE INDEX routing_reroute_items_open ON routing_reroute_items (reroute_id, position) WHERE state = 'queued'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE routing_reroute_items, routing_reroutes, routing_simulations`);
  }
}
