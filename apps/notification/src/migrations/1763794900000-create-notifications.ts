import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What messages are made of, the messages, and each attempt to hand one over. */
export class CreateNotifications1763794900000 implements MigrationInterface {
  readonly name = 'CreateNotifications1763794900000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createFacts(runner);
    await this.createNotifications(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE mail_attempts, notifications, known_purchase_orders, known_parcels, known_orders,
                 known_suppliers, known_merchants`);
  }

  private async createFacts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_merchants (
        merchant_id uuid PRIMARY KEY,
        name text NOT NULL,
        default_language text NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE known_suppliers (
        supplier_id uuid PRIMARY KEY,
        name text NOT NULL,
        contact_email text,
        language text NOT NULL,
        channel text
      )`);
    await runner.query(`
      CREATE TABLE known_orders (
        order_id uuid PRIMARY KEY,
        merchant_id uuid NOT NULL,
        external_id text NOT NULL,
        tracking_token text NOT NULL,
        first_name text NOT NULL,
        email text,
        language text NOT NULL,
        country char(2),
        currency char(3) NOT NULL,
        lines jsonb NOT NULL,
        totals jsonb NOT NULL,
        promise_by timestamptz(3)
      )`);
    await runner.query(`
      CREATE TABLE known_parcels (
        shipment_id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        carrier text NOT NULL,
        tracking_number text NOT NULL,
        lines jsonb NOT NULL,
        delivered boolean NOT NULL
      )`);
    await runner.query(`CREATE INDEX known_parcels_order ON known_parcels (order_id)`);
    await runner.query(`
      CREATE TABLE known_purchase_orders (
        purchase_order_id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        number text NOT NULL
      )`);
  }

  private async createNotifications(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notifications (
        id uuid PRIMARY KEY,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        merchant_id uuid NOT NULL,
        order_id uuid NOT NULL,
        subject_id uuid NOT NULL,
        audience text NOT NULL,
        channel text NOT NULL,
        template text NOT NULL,
        language text NOT NULL,
        recipient text,
        dedupe_key text NOT NULL UNIQUE,
        facts jsonb NOT NULL,
        message_id text NOT NULL,
        status text NOT NULL,
        status_reason text,
        attempts integer NOT NULL,
        next_attempt_at timestamptz(3) NOT NULL,
        created_at timestamptz(3) NOT NULL,
        sent_at timestamptz(3)
      )`);
    await runner.query(`CREATE INDEX notifications_order ON notifications (order_id, sequence)`);
    await runner.query(`CREATE INDEX notifications_list ON notifications (merchant_id, sequence DESC)`);
    await runner.query(`CREATE INDEX notifications_subject ON notifications (subject_id, audience)`);
    await runner.query(`CREATE INDEX notifications_due ON notifications (next_attempt_at) WHERE status = 'pending'`);
    await runner.query(
      `CREATE INDEX notifications_turn ON notifications (order_id, recipient, sequence) WHERE status = 'pending'`,
    );
    await runner.query(`
      CREATE TABLE mail_attempts (
        id uuid PRIMARY KEY,
        notification_id uuid NOT NULL REFERENCES notifications (id),
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        outcome text,
        detail text
      )`);
    await runner.query(`CREATE INDEX mail_attempts_notification ON mail_attempts (notification_id, started_at)`);
  }
}
