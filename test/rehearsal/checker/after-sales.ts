import { createHash } from 'node:crypto';
import type { Deed, Ledger } from '../ledger.js';
import type { AfterSalesRows, ReturnLine, ReturnRow } from './after-sales-rows.js';
import type { Anomaly } from './anomaly.js';

/** What ends a return without more to be done. */
const ended: readonly string[] = ['closed', 'refused', 'expired', 'cancelled'];
/** The customer has the label, and may still hand the parcel over or not. */
const atTheCustomer: readonly string[] = ['approved', 'label_issued', 'in_transit'];

/** Holds what people asked for after their orders came against what became of it. */
export function wrongAfterSales({ deeds }: Ledger, rows: AfterSalesRows): Anomaly[] {
  const accepted = deeds.filter(({ state }) => state === 'accepted');
  const of = (...kinds: Deed['kind'][]): Deed[] => accepted.filter(({ kind }) => kinds.includes(kind));
  return [
    ...unanswered(deeds),
    ...twice(of('return', 'withdrawal', 'complaint', 'address')),
    ...wrongReturns(of('return', 'withdrawal'), of('receipt'), rows.returns),
    ...wrongComplaints(of('complaint'), of('reply'), rows),
    ...wrongClaims(of('credit'), rows),
    ...wrongSurveys(deeds, rows),
  ];
}

const lost = (subject: string, detail: string): Anomaly => ({ kind: 'lost', subject, detail });

/** Whoever asks is answered, in the end: yes, or no with a code. */
const unanswered = (deeds: readonly Deed[]): Anomaly[] => [
  ...deeds
    .filter(({ state, kind }) => state === 'begun' && kind !== 'scan')
    .map(({ key }) => lost(key, 'never answered')),
  ...deeds
    .filter(({ state, answerCode }) => state === 'refused' && answerCode === null)
    .map(({ key, answerStatus }) => lost(key, `refused with ${String(answerStatus)} and no code`)),
];

const twice = (deeds: readonly Deed[]): Anomaly[] =>
  deeds
    .filter(({ subjectIds }) => subjectIds.length !== 1)
    .map(({ key, subjectIds }) => ({
      kind: 'duplicateCase',
      subject: key,
      detail: `became ${subjectIds.join(' and ')}`,
    }));

function wrongReturns(asked: readonly Deed[], receipts: readonly Deed[], returns: readonly ReturnRow[]): Anomaly[] {
  const byId = new Map(returns.map((row) => [row.id, row]));
  const wanted = new Set(asked.flatMap(({ subjectIds }) => subjectIds));
  return [
    ...asked.flatMap(({ key, subjectIds }) =>
      subjectIds.filter((id) => !byId.has(id)).map((id) => lost(key, `return ${id} was accepted and is not there`)),
    ),
    ...returns
      .filter(({ id, channel }) => channel === 'self_service' && !wanted.has(id))
      .map(({ id, externalId }): Anomaly => ({
        kind: 'phantom',
        subject: externalId,
        detail: `nobody asked for return ${id}`,
      })),
    ...returns.flatMap((row) => restless(row)),
    ...wrongReceipts(receipts, byId),
  ];
}

/** A return has ended, or waits for goods that somebody else has; for the wrong goods no money is due: a person decides. */
function restless({ id, externalId, status, lines }: ReturnRow): Anomaly[] {
  if (ended.includes(status)) return [];
  const back = lines.filter(({ destination }) => ['supplier', 'merchant'].includes(destination));
  const waits = back.some((line) => unitsIn(line) < line.quantity);
  const isWrong = back.every(({ received }) => received.every(({ condition }) => condition === 'wrong_item'));
  if (status === 'received' && isWrong) return [];
  const isTyped = atTheCustomer.includes(status) || status === 'received';
  return waits && isTyped ? [] : [lost(externalId, `return ${id} stands still: ${status}`)];
}

const unitsIn = ({ received }: ReturnLine): number => received.reduce((sum, { quantity }) => sum + quantity, 0);

/** What suppliers booked is on record, each receipt once. */
function wrongReceipts(receipts: readonly Deed[], byId: ReadonlyMap<string, ReturnRow>): Anomaly[] {
  const booked = new Map<string, number>();
  for (const { content } of receipts)
    for (const { returnLineId = '', quantity } of content.lines ?? [])
      booked.set(returnLineId, quantity + (booked.get(returnLineId) ?? 0));
  const lines = [...byId.values()].flatMap((row) => row.lines.map((line) => ({ row, line })));
  return lines.flatMap(({ row, line }) => {
    const [told, known] = [booked.get(line.id) ?? 0, unitsIn(line)];
    if (told === known) return [];
    return [
      lost(row.externalId, `return ${row.id}: ${String(told)} units booked by suppliers, ${String(known)} on record`),
    ];
  });
}

function wrongComplaints(complaints: readonly Deed[], replies: readonly Deed[], rows: AfterSalesRows): Anomaly[] {
  const byId = new Map(rows.complaints.map((row) => [row.id, row]));
  return [
    ...[...complaints, ...replies].flatMap(({ key, kind, subjectIds, content }): Anomaly[] => {
      const [id = ''] = subjectIds;
      const row = byId.get(id);
      if (!row) return [lost(key, `complaint ${id} was accepted and is not there`)];
      const mark = (content.text ?? '').slice((content.text ?? '').lastIndexOf('['));
      const times = row.texts.filter((text) => text.includes(mark)).length;
      const shown = kind === 'complaint' ? wronglyShown(key, content) : [];
      return times === 1 ? shown : [...shown, lost(key, `what the customer wrote is there ${String(times)} times`)];
    }),
    ...rows.complaints
      .filter(({ status }) => !['solved', 'merged'].includes(status))
      .map(({ id, status }) => lost(id, `the complaint stands still: ${status}`)),
  ];
}

function wronglyShown(key: string, { shown }: Deed['content']): Anomaly[] {
  if (shown === 'markup')
    return [{ kind: 'unsafeText', subject: key, detail: 'the page shows markup that a customer wrote' }];
  return shown === 'absent' ? [lost(key, 'the page does not show what was written')] : [];
}

/** A claim may wait for its supplier; what the supplier sent is on record once, and ends it. */
function wrongClaims(credits: readonly Deed[], { claims, returns }: AfterSalesRows): Anomaly[] {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return [
    ...credits.flatMap(({ key, content }): Anomaly[] => {
      const claim = byId.get(content.claimId ?? '');
      if (!claim) return [lost(key, 'credited, and there is no such claim')];
      const notes = claim.creditNotes.filter(({ number }) => number === content.number);
      if (notes.length !== 1) return [lost(key, `the credit note is there ${String(notes.length)} times`)];
      return claim.status === 'credited' ? [] : [lost(key, `the credited claim is ${claim.status}`)];
    }),
    ...returns.flatMap(({ id, externalId, status, lines }): Anomaly[] => {
      const cameBack = status === 'closed' ? lines.filter(({ destination }) => destination === 'supplier') : [];
      const unclaimed = cameBack.filter(
        ({ supplierId }) =>
          !claims.some(
            (claim) =>
              claim.supplierId === supplierId &&
              // Goods that were complained about are claimed already.
              (claim.returnId === id || (claim.externalId === externalId && claim.complaintId !== null)),
          ),
      );
      return unclaimed.length === 0 ? [] : [lost(externalId, `return ${id}: the supplier was not held to its goods`)];
    }),
  ];
}

/** The last answer counts; a program that only follows links answers nothing. */
function wrongSurveys(deeds: readonly Deed[], { surveys }: AfterSalesRows): Anomaly[] {
  const answers = new Map<string, number>();
  for (const { kind, state, content } of deeds)
    if (kind === 'survey' && state === 'accepted') answers.set(sha256(content.link ?? ''), content.score ?? NaN);
  const bySurvey = new Map(surveys.map(({ linkSha256, score }) => [linkSha256, score]));
  return [
    ...surveys
      .filter(({ linkSha256, score }) => score !== (answers.get(linkSha256) ?? null))
      .map(({ linkSha256, score }) =>
        lost(
          linkSha256,
          `the survey says ${String(score)}, the customer said ${String(answers.get(linkSha256) ?? null)}`,
        ),
      ),
    ...[...answers.keys()]
      .filter((link) => !bySurvey.has(link))
      .map((link) => lost(link, 'a survey was answered and is not there')),
  ];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
