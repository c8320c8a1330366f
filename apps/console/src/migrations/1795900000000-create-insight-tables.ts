import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What measures are worked out from: facts per order, parcel, return, complaint, … made of the recorded events. */
export class CreateInsightTables1795900000000 implements MigrationInterface {
  readonly name = 'CreateInsightTables1795900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(QUEUE_SQL);
    await runner.query(ORDERS_SQL);
    await runner.query(PARTS_SQL);
    await runner.query(AFTER_SALES_SQL);
    await runner.query(SESSIONS_SQL);
    // What was recorded before there were facts.
    await runner.query(`INSERT INTO insight_queue (order_id) SELECT order_id FROM events WHERE type = 'order.placed'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE store_sessions, survey_facts, claim_facts, complaint_facts, return_facts, parcel_facts, unit_facts,
                 customer_facts, order_facts, order_persons, insight_salt, insight_queue`);
  }
}

/**
 * Orders whose facts are to be made anew, a row per news: appended, so that a reader never misses one that another
 * transaction is about to commit. Two random UUIDs are 244 bits of salt.
 */
const QUEUE_SQL = `
  CREATE TABLE insight_queue (seq bigserial PRIMARY KEY, order_id uuid NOT NULL);

  CREATE TABLE insight_salt (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), salt text NOT NULL);
  INSERT INTO insight_salt (salt) VALUES (gen_random_uuid()::text || gen_random_uuid()::text);

  CREATE TABLE order_persons (order_id uuid PRIMARY KEY, person uuid NOT NULL);`;

const ORDERS_SQL = `
  CREATE TABLE order_facts (
    order_id uuid PRIMARY KEY,
    merchant_id uuid NOT NULL,
    person uuid,
    placed_at timestamptz NOT NULL,
    day date NOT NULL,
    next_placed_at timestamptz,
    complained_at timestamptz,
    value_minor bigint NOT NULL,
    refunded_minor bigint NOT NULL,
    nth int,
    complaints int NOT NULL,
    first_answer_seconds int,
    is_purchase boolean NOT NULL,
    currency char(3) NOT NULL,
    country char(2),
    suppliers uuid[] NOT NULL,
    skus text[] NOT NULL,
    carriers text[] NOT NULL
  );
  CREATE INDEX order_facts_of_merchant ON order_facts (merchant_id, day);
  CREATE INDEX order_facts_of_day ON order_facts (day);
  CREATE INDEX order_facts_of_person ON order_facts (person, placed_at) WHERE person IS NOT NULL;

  CREATE TABLE customer_facts (
    person uuid NOT NULL,
    merchant_id uuid NOT NULL,
    currency char(3) NOT NULL,
    country char(2),
    day date NOT NULL,
    first_placed_at timestamptz NOT NULL,
    orders int NOT NULL,
    value_minor bigint NOT NULL,
    refunded_minor bigint NOT NULL,
    PRIMARY KEY (person, currency)
  );
  CREATE INDEX customer_facts_of_merchant ON customer_facts (merchant_id, day);
  CREATE INDEX customer_facts_of_day ON customer_facts (day);`;

const PARTS_SQL = `
  CREATE TABLE unit_facts (
    order_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    day date NOT NULL,
    country char(2),
    supplier_id uuid,
    sku text NOT NULL,
    carriers text[] NOT NULL,
    currency char(3) NOT NULL,
    shipped_units int NOT NULL,
    returned_units int NOT NULL,
    goods_minor bigint NOT NULL,
    shipping_minor bigint NOT NULL,
    way_back_minor bigint NOT NULL,
    refunded_minor bigint NOT NULL,
    claimed_minor bigint NOT NULL,
    credited_minor bigint NOT NULL
  );
  CREATE INDEX unit_facts_of_order ON unit_facts (order_id);
  CREATE INDEX unit_facts_of_merchant ON unit_facts (merchant_id, day);
  CREATE INDEX unit_facts_of_supplier ON unit_facts (supplier_id, sku, day);

  CREATE TABLE parcel_facts (
    shipment_id uuid PRIMARY KEY,
    order_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    country char(2),
    supplier_id uuid,
    skus text[] NOT NULL,
    carrier text NOT NULL,
    shipped_at timestamptz NOT NULL,
    due_at timestamptz,
    day date,
    delivered_at timestamptz
  );
  CREATE INDEX parcel_facts_of_order ON parcel_facts (order_id);
  CREATE INDEX parcel_facts_of_merchant ON parcel_facts (merchant_id, day);

  CREATE TABLE return_facts (
    return_line_id uuid PRIMARY KEY,
    return_id uuid NOT NULL,
    order_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    day date NOT NULL,
    country char(2),
    supplier_id uuid,
    sku text NOT NULL,
    carriers text[] NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    quantity int NOT NULL,
    is_returned boolean NOT NULL,
    requested_at timestamptz NOT NULL
  );
  CREATE INDEX return_facts_of_order ON return_facts (order_id);
  CREATE INDEX return_facts_of_merchant ON return_facts (merchant_id, day);`;

const AFTER_SALES_SQL = `
  CREATE TABLE complaint_facts (
    complaint_id uuid PRIMARY KEY,
    order_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    day date NOT NULL,
    country char(2),
    supplier_id uuid,
    sku text,
    carrier text,
    type text NOT NULL,
    cause text,
    party_at_fault text,
    first_answer_seconds int,
    solution_seconds int
  );
  CREATE INDEX complaint_facts_of_order ON complaint_facts (order_id);
  CREATE INDEX complaint_facts_of_merchant ON complaint_facts (merchant_id, day);

  CREATE TABLE claim_facts (
    claim_id uuid PRIMARY KEY,
    order_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    day date NOT NULL,
    country char(2),
    supplier_id uuid NOT NULL,
    skus text[] NOT NULL,
    type text NOT NULL,
    currency char(3) NOT NULL,
    claimed_minor bigint NOT NULL,
    credited_minor bigint NOT NULL
  );
  CREATE INDEX claim_facts_of_order ON claim_facts (order_id);
  CREATE INDEX claim_facts_of_merchant ON claim_facts (merchant_id, day);

  CREATE TABLE survey_facts (
    survey_id uuid PRIMARY KEY,
    order_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    day date NOT NULL,
    country char(2),
    suppliers uuid[] NOT NULL,
    skus text[] NOT NULL,
    carriers text[] NOT NULL,
    kind text NOT NULL,
    score int NOT NULL,
    complaint_id uuid
  );
  CREATE INDEX survey_facts_of_order ON survey_facts (order_id);
  CREATE INDEX survey_facts_of_merchant ON survey_facts (merchant_id, kind, day);
  CREATE INDEX survey_facts_of_complaint ON survey_facts (complaint_id) WHERE complaint_id IS NOT NULL;`;

/** Not made of events: stores say it, and it stays when facts are made anew. */
const SESSIONS_SQL = `
  CREATE TABLE store_sessions (
    merchant_id uuid NOT NULL,
    store_id text NOT NULL,
    day date NOT NULL,
    sessions int NOT NULL,
    PRIMARY KEY (merchant_id, day, store_id)
  );`;
