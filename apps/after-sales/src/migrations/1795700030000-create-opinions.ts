import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers were asked and said, and what they wrote about goods. */
export class CreateOpinions1795700030000 implements MigrationInterface {
  readonly name = 'CreateOpinions1795700030000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE surveys (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (order_id),
        kind text NOT NULL,
        subject_id uuid NOT NULL,
        customer_sha256 bytea NOT NULL,
        -- Who holds the link may answer: kept as keys are, by its hash.
        link_sha256 bytea NOT NULL UNIQUE,
        requested_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        score int,
        comment text,
        sentiment text,
        topics text[] NOT NULL DEFAULT '{}',
        first_answered_at timestamptz(3),
        answered_at timestamptz(3),
        UNIQUE (kind, subject_id)
      );
      CREATE INDEX surveys_customer ON surveys (merchant_id, customer_sha256, requested_at);
      CREATE INDEX surveys_newest ON surveys (merchant_id, id DESC);
      CREATE TABLE reviews (
        id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL REFERENCES orders (order_id),
        order_line_id uuid NOT NULL UNIQUE,
        sku text NOT NULL,
        rating int NOT NULL CHECK (rating BETWEEN 1 AND 5),
        text text NOT NULL,
        sentiment text NOT NULL,
        topics text[] NOT NULL,
        status text NOT NULL CHECK (status IN ('submitted', 'published', 'rejected')),
        reason text,
        answer text,
        submitted_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX reviews_newest ON reviews (merchant_id, status, id DESC)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE reviews, surveys`);
  }
}
