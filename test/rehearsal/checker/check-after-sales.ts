import type { Ledger, ProductOrder } from '../ledger.js';
import { countBy } from '../result.js';
import type { Stage } from '../stage.js';
import { readAfterSales } from './after-sales-rows.js';
import { wrongAfterSales } from './after-sales.js';
import { checkAddresses, readAddresses } from './addresses.js';
import type { Anomaly } from './anomaly.js';
import { checkMails, plannedMails, unsafeMails, type CheckedMails } from './mails.js';
import { pushAttempts, wrongPushes } from './pushes.js';
import { wrongRefunds } from './refunds.js';

/** What people did after their orders came, and what they heard of it. */
export interface AfterSalesFigures {
  readonly returns: Readonly<Partial<Record<string, number>>>;
  readonly complaints: number;
  readonly replies: number;
  readonly claims: Readonly<Partial<Record<string, number>>>;
  readonly creditNotes: number;
  readonly surveysAsked: number;
  readonly surveysAnswered: number;
  /** Surveys whose every link was followed by a program. */
  readonly surveysScanned: number;
  readonly refunds: number;
  /** Other addresses that were asked for, by what the customer was told of it; `no`: not taken. */
  readonly addresses: Readonly<Partial<Record<string, number>>>;
  /** Browsers that messages were allowed in, and messages that they were shown. */
  readonly browsers: number;
  readonly pushes: number;
  readonly mails: number;
  readonly mailsPerOrder: CheckedMails['perOrder'];
}

/** An order with one of these is over: nobody waits for goods. */
const over: readonly string[] = ['delivered', 'cancelled'];

/** Everything after the order, held against the books of all sides. */
export async function checkAfterSales(
  stage: Stage,
  ledger: Ledger,
  orders: readonly ProductOrder[],
): Promise<{ anomalies: Anomaly[]; figures: AfterSalesFigures }> {
  const rows = await readAfterSales(stage.database('after-sales'));
  const open = new Set(orders.filter(({ status }) => !over.includes(status)).map(({ id }) => id));
  const planned = await plannedMails(stage.database('notification'));
  const mails = checkMails(ledger.mails, planned, open);
  const addresses = await readAddresses(stage.database('supplier-sync'), stage.database('after-sales'));
  const accepted = ledger.deeds.filter(({ state }) => state === 'accepted');
  const count = (kind: string): number => accepted.filter((deed) => deed.kind === kind).length;
  return {
    anomalies: [
      ...wrongAfterSales(ledger, rows),
      ...wrongRefunds(ledger, rows),
      ...checkAddresses(ledger, addresses),
      ...wrongPushes(ledger, planned, await pushAttempts(stage.database('notification'))),
      ...mails.anomalies,
      ...(await unsafeMails(stage.mailbox)),
    ],
    figures: {
      returns: countBy(rows.returns.map(({ status }) => status)),
      complaints: rows.complaints.length,
      replies: count('reply'),
      claims: countBy(rows.claims.map(({ status }) => status)),
      creditNotes: count('credit'),
      surveysAsked: rows.surveys.length,
      surveysAnswered: rows.surveys.filter(({ score }) => score !== null).length,
      surveysScanned: ledger.deeds.filter(({ kind }) => kind === 'scan').length,
      refunds: ledger.refunds.length,
      addresses: countBy(
        ledger.deeds.filter(({ kind }) => kind === 'address').map(({ content }) => content.heard ?? 'no'),
      ),
      browsers: count('push'),
      pushes: ledger.pushes.flatMap(({ calls }) => calls.filter(({ taken }) => taken)).length,
      mails: ledger.mails.length,
      mailsPerOrder: mails.perOrder,
    },
  };
}
