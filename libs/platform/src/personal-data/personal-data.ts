/**
 * What a service keeps about customers, table by table. One list for all that has to know it: the export, the erasure,
 * the retention, the page of the documentation, and the test that finds a column that nobody named here.
 */
export interface PersonalData {
  /** In the order in which they are erased: what is found by another table's values goes before it. */
  readonly tables: readonly PersonalTable[];
  /** Why an order's data cannot go yet. */
  readonly blockers?: readonly Blocker[];
  /**
   * Columns with a telling name that say nothing about a customer, as `table.column` or `table.*`, with the reason.
   */
  readonly harmless: Readonly<Record<string, string>>;
  /**
   * Who takes the requests from the bus: the platform unless the service does it itself, because it handles other
   * events of the topic too. It then calls `PersonalDataService`.
   */
  readonly requestsTakenBy?: 'platform' | 'service';
  /**
   * A statement that keeps the language in which a customer reads: `$1` the order on whose page it was chosen, `$2`
   * the language. Absent: the service shows customers nothing.
   */
  readonly keepLanguage?: string;
}

/** Personal data in one table. Everything here is SQL that this code base wrote; values come as parameters. */
export interface PersonalTable {
  readonly table: string;
  /** What the rows are called in counts and exports. */
  readonly kind: string;
  /** What they are for. */
  readonly purpose: string;
  /** Legal ground: `contract`, `legal-obligation`, `legitimate-interest` or `consent`. */
  readonly ground: LegalGround;
  /** Condition for rows about these orders: `$1` is `uuid[]`. */
  readonly ofOrders: string;
  /** Columns with personal data, each with the expression that takes its place when the row is erased. */
  readonly columns: Readonly<Record<string, string>>;
  /** The row says nothing more without them, and goes as a whole. */
  readonly deleted?: boolean;
  /** More conditions for erasing; the export shows all. */
  readonly erasedWhere?: string;
  /** A statement before: what must be remembered of the rows, `$1` as in `ofOrders`. */
  readonly before?: string;
  /** Columns set beside the personal ones when a row is erased. */
  readonly marks?: Readonly<Record<string, string>>;
  /** Columns that the customer is not handed out: keys, and what is about others. */
  readonly withheld?: readonly string[];
  /** Sooner than the order's own data. */
  readonly retention?: Retention;
}

export type LegalGround = 'contract' | 'legal-obligation' | 'legitimate-interest' | 'consent';

/** How long rows keep their personal data, whatever becomes of the order. */
export interface Retention {
  /** The setting with the number of days, a property of the service's config. */
  readonly setting: string;
  /** Condition for rows whose time counts, in which `$1` are the days, and the column from which it does. */
  readonly since: string;
  readonly where?: string;
}

/** One reason for which an order's data cannot go yet. */
export interface Blocker {
  readonly code: string;
  /** Selects `order_id` and `subject_id`; `$1` is `uuid[]` of orders. */
  readonly sql: string;
}
