import type { Database } from '../database.js';
import type { Rng } from '../rng.js';
import type { Victim } from './schedule.js';

/** What a handler with the defect fails with; parked messages show it. */
const DEFECT_TEXT = 'a rehearsed defect';

/** Handlers that can be given a defect: what they insert about one order then fails, as a bug of theirs would. */
const sites = [
  { service: 'console', table: 'events', column: 'key' },
  { service: 'notification', table: 'notifications', column: 'order_id' },
] as const satisfies readonly { service: Victim; table: string; column: string }[];
type Service = (typeof sites)[number]['service'];

/** What the checker has to say of a message. */
export interface Complaint {
  readonly subject: string;
  readonly detail: string;
}

/** A parked message as far as it matters here. */
export interface FailedMessage {
  readonly service: string;
  readonly messageId: string;
  readonly key: string;
  readonly errorDetail: string;
}

/**
 * Defects that go away: the messages that meet one are good, and must be handled once when somebody has mended it. The
 * database refuses the handler's row on behalf of the handler, so that the product stays as shipped.
 */
export class Defects {
  /** Messages that met a defect, `<service> <message id>`. */
  private readonly met = new Set<string>();
  private installed: Promise<void> | null = null;

  constructor(
    private readonly databaseOf: (service: Victim) => Database,
    private readonly rng: Rng,
    /** The message that one under an invented id repeats; any other is itself. */
    private readonly originalOf: (messageId: string) => string,
  ) {}

  /** From now on a handler fails on everything that it hears of this order. */
  async begin(orderId: string): Promise<void> {
    await (this.installed ??= this.install());
    const { service } = this.rng.pick(sites);
    const sql = 'INSERT INTO rehearsal_defects (key) VALUES ($1) ON CONFLICT DO NOTHING';
    await this.databaseOf(service).rows(sql, [orderId]);
  }

  /** Whether it is one of ours. */
  isMet({ service, messageId, errorDetail }: FailedMessage): boolean {
    if (!errorDetail.includes(DEFECT_TEXT) || !sites.some((site) => site.service === service)) return false;
    this.met.add(`${service} ${messageId}`);
    return true;
  }

  /** The repair. What is parked needs a replay then. */
  async mend({ service, key }: FailedMessage): Promise<void> {
    await this.databaseOf(service as Service).rows('DELETE FROM rehearsal_defects WHERE key = $1', [key]);
  }

  /** Defects that no message met need no operator. */
  async mendRest(): Promise<void> {
    if (this.installed === null) return;
    for (const { service } of sites) await this.databaseOf(service).rows('DELETE FROM rehearsal_defects');
  }

  /** How many messages met a defect. */
  get count(): number {
    return this.met.size;
  }

  /** Those that were not replayed, and those of which neither the message nor a repetition under another id was handled. */
  async wronglyHandled(): Promise<Complaint[]> {
    const wrong: Complaint[] = [];
    for (const { service } of sites) {
      const met = [...this.met]
        .filter((name) => name.startsWith(`${service} `))
        .map((name) => name.split(' ')[1] ?? '');
      const rows = await this.databaseOf(service).rows<{ id: string; state: string | null; handled: boolean }>(
        `SELECT m.id, p.state, i.message_id IS NOT NULL AS handled FROM unnest($1::text[]) AS m(id)
           LEFT JOIN parked_messages p ON p.consumer = $2 AND p.message_id = m.id
           LEFT JOIN inbox i ON i.consumer = $2 AND i.message_id::text = m.id`,
        [[...new Set(met.flatMap((id) => [id, this.originalOf(id)]))], service],
      );
      const handled = new Set(rows.filter((row) => row.handled).map(({ id }) => this.originalOf(id)));
      for (const { id, state } of rows.filter((row) => met.includes(row.id))) {
        const isHandled = handled.has(this.originalOf(id));
        if (state === 'replayed' && isHandled) continue;
        wrong.push({
          subject: `defect ${id}`,
          detail: `in ${service} it is ${state ?? 'not parked'} after the repair, and ${isHandled ? '' : 'not '}handled`,
        });
      }
    }
    return wrong;
  }

  private async install(): Promise<void> {
    for (const { service, table, column } of sites)
      await this.databaseOf(service).rows(`
        CREATE TABLE IF NOT EXISTS rehearsal_defects (key text PRIMARY KEY);
        GRANT SELECT ON rehearsal_defects TO PUBLIC;
        CREATE OR REPLACE FUNCTION rehearsal_defect() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT FROM rehearsal_defects WHERE key = NEW.${column}::text) THEN
            RAISE EXCEPTION '${DEFECT_TEXT}';
          END IF;
          RETURN NEW;
        END $$;
        CREATE OR REPLACE TRIGGER rehearsal_defect BEFORE INSERT ON ${table}
          FOR EACH ROW EXECUTE FUNCTION rehearsal_defect()`);
  }
}
