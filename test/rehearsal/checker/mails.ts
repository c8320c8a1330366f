import type { Database } from '../database.js';
import type { Ledger } from '../ledger.js';
import { percentiles } from '../result.js';
import { CAP_PER_ORDER, SILENCE_MAX_HOURS } from '../shop-rules.js';
import type { Anomaly } from './anomaly.js';

/** A message as the product planned it. */
export interface PlannedMail {
  readonly orderId: string;
  /** By which it went, or was tried last. */
  readonly channel: string;
  readonly messageId: string;
  readonly template: string;
  readonly audience: string;
  readonly dedupeKey: string;
  readonly status: string;
  readonly sentAt: Date | null;
  readonly notBefore: Date;
}

/** What the checker says about mails. */
export interface CheckedMails {
  readonly anomalies: readonly Anomaly[];
  /** Mails that each order's customer got, obligatory ones too. */
  readonly perOrder: { readonly p50: number | null; readonly p99: number | null; readonly max: number | null };
}

/** What no rule holds back or counts: law, contract or somebody's own words demand it. */
const obligatory: readonly string[] = [
  ...['order-placed', 'order-cancelled', 'return-refused', 'return-label', 'refund-completed'],
  ...['withdrawal-acknowledged', 'complaint-answered', 'cancellation-refused', 'address-changed', 'address-refused'],
];
/** Messages of an order's way: each ends a silence and begins the next. */
const onTheWay: readonly string[] = [
  ...['order-placed', 'order-shipped', 'out-for-delivery', 'delayed', 'delivered', 'order-cancelled', 'nothing-new'],
  'parcels-digest',
];
const HOUR_MS = 3_600_000;
/** By how much clocks of two services may differ in a rehearsal. */
const CLOCKS_MS = 300_000;

export const plannedMails = (notification: Database): Promise<PlannedMail[]> =>
  notification.rows<PlannedMail>(
    `SELECT order_id AS "orderId", channel, message_id AS "messageId", template, audience, dedupe_key AS "dedupeKey", status,
            sent_at AS "sentAt", not_before AS "notBefore" FROM notifications ORDER BY sequence`,
  );

/**
 * Holds what arrived against what was planned and against the rules.
 * @param open orders whose customers still wait for goods.
 */
export function checkMails(
  mails: Ledger['mails'],
  planned: readonly PlannedMail[],
  open: ReadonlySet<string>,
): CheckedMails {
  const byId = new Map(planned.map((mail) => [bare(mail.messageId), mail]));
  const arrived = mails.flatMap((mail) => byId.get(bare(mail.messageId ?? '')) ?? []);
  const ofCustomers = [...new Set(arrived.filter(({ audience }) => audience === 'customer'))];
  const counts = [...groupBy(ofCustomers, ({ orderId }) => orderId).values()].map((ofOrder) => ofOrder.length);
  return {
    anomalies: [
      ...unplanned(mails, byId),
      ...toldTwice(mails, arrived, byId),
      ...beyondCap(ofCustomers),
      ...beyondSilence(planned, open),
    ],
    perOrder: { ...percentiles(counts), max: counts.length === 0 ? null : Math.max(...counts) },
  };
}

export const bare = (messageId: string): string => messageId.replace(/^<|>$/g, '');

function unplanned(mails: Ledger['mails'], byId: ReadonlyMap<string, PlannedMail>): Anomaly[] {
  return mails
    .filter(({ messageId }) => !byId.has(bare(messageId ?? '')))
    .map(({ messageId, subject }) => ({
      kind: 'phantom',
      subject: messageId ?? subject,
      detail: `a mail that nobody planned: ${subject}`,
    }));
}

/** A complaint that was opened again is solved again, goods of one return come one by one: the same words are news. */
const saidAgain: readonly string[] = ['complaint-solved', 'return-received'];

/** By the reason, and by what it says: the same words to the same person are the same message under any id. */
function toldTwice(
  mails: Ledger['mails'],
  arrived: readonly PlannedMail[],
  byId: ReadonlyMap<string, PlannedMail>,
): Anomaly[] {
  const reasons = groupBy(arrived, ({ dedupeKey }) => dedupeKey);
  const news = mails.filter(({ messageId }) => !saidAgain.includes(byId.get(bare(messageId ?? ''))?.template ?? ''));
  const words = groupBy(news, ({ to, subject, fingerprint }) => `${to.join()} ${subject} ${fingerprint ?? ''}`);
  const found = (subject: string, times: number, how: string): Anomaly[] =>
    times > 1 ? [{ kind: 'duplicateNotification', subject, detail: `${String(times)} mails ${how}` }] : [];
  return [
    ...[...reasons].flatMap(([reason, { length }]) => found(reason, length, 'for one reason')),
    ...[...words].flatMap(([said, { length }]) => found(said, length, 'in the same words')),
  ];
}

function beyondCap(arrived: readonly PlannedMail[]): Anomaly[] {
  const counted = arrived.filter(({ template }) => !obligatory.includes(template));
  return [...groupBy(counted, ({ orderId }) => orderId)]
    .filter(([, { length }]) => length > CAP_PER_ORDER)
    .map(([orderId, ofOrder]) => ({
      kind: 'beyondCap',
      subject: orderId,
      detail: `${String(ofOrder.length)} mails, ${String(CAP_PER_ORDER)} allowed: ${ofOrder.map(({ template }) => template).join(', ')}`,
    }));
}

/**
 * Between two messages of an order's way no more time than allowed; after the last one, while the goods have not come,
 * a word that there is nothing new must be planned in time, unless the cap leaves no place for it. When all has come,
 * nothing of the kind may be planned any more.
 */
function beyondSilence(planned: readonly PlannedMail[], open: ReadonlySet<string>): Anomaly[] {
  const longestMs = SILENCE_MAX_HOURS * HOUR_MS + CLOCKS_MS;
  const ofCustomers = planned.filter(({ audience }) => audience === 'customer');
  return [...groupBy(ofCustomers, ({ orderId }) => orderId)].flatMap(([orderId, ofOrder]): Anomaly[] => {
    const told = ofOrder
      .flatMap(({ template, sentAt }) => (onTheWay.includes(template) && sentAt !== null ? [sentAt.getTime()] : []))
      .sort((one, other) => one - other);
    const next = ofOrder.find(({ template, status }) => template === 'nothing-new' && status === 'pending');
    const gap = told.slice(1).find((at, index) => at - (told[index] ?? at) > longestMs);
    const last = told.at(-1);
    const found = (detail: string): Anomaly[] => [{ kind: 'beyondSilence', subject: orderId, detail }];
    if (gap !== undefined) return found(`nothing was said for too long before ${new Date(gap).toISOString()}`);
    if (!open.has(orderId)) return next ? found('"nothing new" is planned although everything has come') : [];
    if (last === undefined || isFull(ofOrder)) return [];
    return next !== undefined && next.notBefore.getTime() <= last + longestMs ? [] : found('nothing more is planned');
  });
}

const isFull = (ofOrder: readonly PlannedMail[]): boolean =>
  ofOrder.filter(({ template, status }) => status === 'sent' && !obligatory.includes(template)).length >= CAP_PER_ORDER;

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Markup that a customer or a supplier wrote, as markup: escaped, none of it matches. */
const UNSAFE = '<script[ >]|<img[^>]*onerror|<b>Not ours|<i>thank you';

/** Mails in which somebody's words would be run or shown as markup. */
export async function unsafeMails(mailbox: Database): Promise<Anomaly[]> {
  const rows = await mailbox.rows<{ id: string; subject: string }>(`SELECT id, subject FROM mails WHERE html ~* $1`, [
    UNSAFE,
  ]);
  return rows.map(({ id, subject }) => ({ kind: 'unsafeText', subject: id, detail: `a mail with markup: ${subject}` }));
}
