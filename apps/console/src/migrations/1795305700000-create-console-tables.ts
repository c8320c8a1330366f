import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateConsoleTables1795305700000 implements MigrationInterface {
  readonly name = 'CreateConsoleTables1795305700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KEYS_SQL);
    await runner.query(EVENTS_SQL);
    await runner.query(PROGRESS_SQL);
    await runner.query(AUDIT_SQL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_entries, order_progress, events, sign_in_links, access_keys, merchants');
  }
}

const KEYS_SQL = `
  CREATE TABLE merchants (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    default_language text NOT NULL,
    currency char(3) NOT NULL,
    is_first boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX merchants_one_first ON merchants (is_first) WHERE is_first;
  CREATE INDEX merchants_by_name ON merchants (name, id);

  CREATE TABLE access_keys (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('api', 'session')),
    role text NOT NULL CHECK (role IN ('merchant', 'supplier', 'operator')),
    merchant_id uuid REFERENCES merchants,
    supplier_id uuid,
    sha256 char(64) NOT NULL UNIQUE,
    parent_id uuid REFERENCES access_keys,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
  );
  CREATE INDEX access_keys_newest ON access_keys (created_at DESC, id DESC) WHERE kind = 'api';
  CREATE INDEX access_keys_sessions ON access_keys (parent_id) WHERE parent_id IS NOT NULL;

  CREATE TABLE sign_in_links (
    sha256 char(64) PRIMARY KEY,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  );`;

// (xid, seq) is the reading order: seq alone may commit out of order, see event-horizon.ts.
const EVENTS_SQL = `
  CREATE TABLE events (
    id uuid PRIMARY KEY,
    seq bigserial NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    topic text NOT NULL,
    key text NOT NULL,
    key_version bigint NOT NULL,
    type text NOT NULL,
    order_id uuid,
    merchant_id uuid NOT NULL,
    producer text NOT NULL,
    correlation_id text NOT NULL,
    causation_id text,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    summary_parameters jsonb NOT NULL,
    data jsonb NOT NULL
  );
  CREATE UNIQUE INDEX events_position ON events (xid, seq);
  CREATE INDEX events_of_merchant ON events (merchant_id, xid, seq);
  CREATE INDEX events_of_type ON events (type, xid, seq);
  CREATE INDEX events_of_order ON events (order_id, xid, seq) WHERE order_id IS NOT NULL;
  CREATE INDEX events_recorded ON events USING brin (recorded_at) WITH (pages_per_range = 16, autosummarize = on);`;

const PROGRESS_SQL = `
  CREATE TABLE order_progress (
    order_id uuid PRIMARY KEY,
    merchant_id uuid NOT NULL,
    external_id text,
    currency char(3),
    total_minor bigint,
    placed_at timestamptz,
    stage text,
    stage_since timestamptz,
    attention text,
    attention_reason text,
    attention_next_action text,
    attention_since timestamptz,
    facts jsonb NOT NULL
  ) WITH (fillfactor = 80);
  CREATE INDEX order_progress_by_stage ON order_progress (stage, stage_since, order_id);
  CREATE INDEX order_progress_by_merchant_stage ON order_progress (merchant_id, stage, stage_since, order_id);
  CREATE INDEX order_progress_attention ON order_progress (attention_since) WHERE attention IS NOT NULL;`;

const AUDIT_SQL = `
  CREATE TABLE audit_entries (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    actor_key_id uuid,
    actor_role text,
    merchant_id uuid,
    action text NOT NULL,
    target text,
    details jsonb NOT NULL
  );
  CREATE INDEX audit_entries_newest ON audit_entries (at DESC, id DESC);
  CREATE INDEX audit_entries_of_action ON audit_entries (action, at DESC, id DESC);`;
