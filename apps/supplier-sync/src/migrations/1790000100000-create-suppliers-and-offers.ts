import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE suppliers (
     id uuid PRIMARY KEY,
     merchant_id uuid NOT NULL,
     code text NOT NULL,
     name text NOT NULL,
     country text NOT NULL,
     currency text NOT NULL,
     channel_type text NOT NULL CHECK (channel_type IN ('api', 'webhook')),
     webhook_url text,
     webhook_secret text,
     contact_email text,
     language text NOT NULL,
     parcel_fixed_minor bigint NOT NULL CHECK (parcel_fixed_minor >= 0),
     parcel_per_kg_minor bigint NOT NULL CHECK (parcel_per_kg_minor >= 0),
     parcel_by_country jsonb NOT NULL,
     lead_time_days int NOT NULL CHECK (lead_time_days >= 0),
     cut_off text,
     acknowledge_within_seconds int,
     ship_within_seconds int,
     active boolean NOT NULL,
     created_at timestamptz(3) NOT NULL DEFAULT now(),
     updated_at timestamptz(3) NOT NULL DEFAULT now(),
     UNIQUE (merchant_id, code),
     CHECK (channel_type <> 'webhook' OR (webhook_url IS NOT NULL AND webhook_secret IS NOT NULL))
   )`,
  `CREATE TABLE listings (
     supplier_id uuid NOT NULL REFERENCES suppliers (id),
     supplier_sku text NOT NULL,
     merchant_id uuid NOT NULL,
     sku text NOT NULL,
     updated_at timestamptz(3) NOT NULL DEFAULT now(),
     PRIMARY KEY (supplier_id, supplier_sku)
   )`,
  `CREATE TABLE offers (
     id uuid PRIMARY KEY,
     merchant_id uuid NOT NULL,
     supplier_id uuid NOT NULL REFERENCES suppliers (id),
     supplier_sku text NOT NULL,
     sku text,
     feed_sku text,
     gtin text,
     on_hand int NOT NULL CHECK (on_hand >= 0),
     unit_cost_minor bigint NOT NULL CHECK (unit_cost_minor >= 0),
     currency text NOT NULL,
     lead_time_days int NOT NULL,
     as_of timestamptz(3) NOT NULL,
     feed_id uuid NOT NULL,
     removed_at timestamptz(3),
     published_at timestamptz(3) NOT NULL,
     UNIQUE (supplier_id, supplier_sku)
   )`,
  `CREATE TABLE feeds (
     id uuid PRIMARY KEY,
     merchant_id uuid NOT NULL,
     supplier_id uuid NOT NULL REFERENCES suppliers (id),
     mode text NOT NULL,
     format text NOT NULL,
     encoding text NOT NULL,
     as_of timestamptz(3) NOT NULL,
     received_at timestamptz(3) NOT NULL,
     rows int NOT NULL,
     accepted int NOT NULL,
     changed int NOT NULL,
     unchanged int NOT NULL,
     removed int NOT NULL,
     rejected int NOT NULL
   )`,
  `CREATE INDEX feeds_by_supplier ON feeds (supplier_id, received_at DESC)`,
];

export class CreateSuppliersAndOffers1790000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE feeds; DROP TABLE offers; DROP TABLE listings; DROP TABLE suppliers;');
  }
}
