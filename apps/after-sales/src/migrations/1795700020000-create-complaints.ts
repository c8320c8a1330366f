import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Complaints with their threads and clocks, what desks agree on, and incidents. */
export class CreateComplaints1795700020000 implements MigrationInterface {
  readonly name = 'CreateComplaints1795700020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE complaint_settings (
        merchant_id uuid PRIMARY KEY,
        content jsonb NOT NULL,
        changed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE complaint_macros (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        name text NOT NULL,
        text text NOT NULL,
        UNIQUE (merchant_id, name)
      );
      CREATE TABLE incidents (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        merchant_id uuid NOT NULL,
        supplier_id uuid NOT NULL,
        sku text NOT NULL,
        carrier text,
        cause text NOT NULL,
        explanation text,
        opened_at timestamptz(3) NOT NULL DEFAULT now(),
        closed_at timestamptz(3)
      );
      CREATE UNIQUE INDEX incidents_open ON incidents (merchant_id, supplier_id, sku, COALESCE(carrier, ''), cause)
        WHERE closed_at IS NULL`);
    await this.createComplaints(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE complaint_messages, complaints, incidents, complaint_macros, complaint_settings`);
  }

  private async createComplaints(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE complaints (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (order_id),
        type text NOT NULL,
        channel text NOT NULL,
        status text NOT NULL,
        order_line_id uuid,
        sku text,
        supplier_id uuid,
        carrier text,
        assignee text,
        level int NOT NULL DEFAULT 0,
        first_answer_due_at timestamptz(3) NOT NULL,
        first_answered_at timestamptz(3),
        solution_due_at timestamptz(3) NOT NULL,
        -- The clock that runs: what the queue is sorted by. Null: none does.
        next_due_at timestamptz(3),
        clock_began_at timestamptz(3) NOT NULL,
        breached text[] NOT NULL DEFAULT '{}',
        solution jsonb,
        merged_into uuid REFERENCES complaints (id),
        incident_id uuid REFERENCES incidents (id),
        opened_at timestamptz(3) NOT NULL,
        solved_at timestamptz(3)
      );
      CREATE INDEX complaints_order ON complaints (order_id);
      CREATE INDEX complaints_newest ON complaints (merchant_id, id DESC);
      CREATE INDEX complaints_queue ON complaints (merchant_id, next_due_at, id) WHERE next_due_at IS NOT NULL;
      CREATE INDEX complaints_similar ON complaints (merchant_id, supplier_id, sku, opened_at) WHERE sku IS NOT NULL;
      CREATE TABLE complaint_messages (
        id uuid PRIMARY KEY,
        complaint_id uuid NOT NULL REFERENCES complaints (id),
        author text NOT NULL,
        thread text NOT NULL,
        supplier_id uuid,
        text text NOT NULL,
        -- Message-ID of a mail: the same mail is one message.
        mail_id text,
        written_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (complaint_id, mail_id)
      )`);
  }
}
