import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Deed, Ledger } from '../ledger.js';
import type { AfterSalesRows, ReturnRow } from './after-sales-rows.js';
import { wrongAfterSales } from './after-sales.js';

const nothing: AfterSalesRows = { returns: [], complaints: [], claims: [], refunds: [], surveys: [] };
const deed = (kind: Deed['kind'], subjectId: string, content: Deed['content'] = {}): Deed => ({
  ...{ key: `${kind} ${subjectId}`, kind, state: 'accepted', subjectIds: [subjectId], answerStatus: 201 },
  ...{ answerCode: null, endedAt: null, content },
});
const goods = { id: 'rl', orderLineId: 'l', quantity: 2, supplierId: 's', destination: 'supplier' };
const returned = (status: string, units: number, condition = 'as_new'): ReturnRow => ({
  ...{ id: 'r', externalId: 'R-1', channel: 'self_service', status, outcome: null },
  lines: [{ ...goods, received: units === 0 ? [] : [{ quantity: units, condition }] }],
});
const receipt = (quantity: number): Deed => deed('receipt', 'r', { lines: [{ returnLineId: 'rl', quantity }] });
const claim = { externalId: 'R-1', supplierId: 's', returnId: 'r', complaintId: null, creditNotes: [] };

function found(deeds: readonly Deed[], rows: Partial<AfterSalesRows>): string[] {
  const ledger = { deeds } as unknown as Ledger;
  return wrongAfterSales(ledger, { ...nothing, ...rows }).map(({ kind, detail }) => `${kind}: ${detail}`);
}

describe('the checker of after-sales', () => {
  it('is content with a return that came back whole, and with one that waits for its goods', () => {
    const claims = [{ ...claim, id: 'c', status: 'open' }];
    expect(found([deed('return', 'r'), receipt(2)], { returns: [returned('closed', 2)], claims })).toEqual([]);
    expect(found([deed('return', 'r')], { returns: [returned('in_transit', 0)] })).toEqual([]);
    expect(found([deed('return', 'r'), receipt(1)], { returns: [returned('received', 1)] })).toEqual([]);
  });

  it('finds a return that was accepted and is gone, one that nobody asked for, and one that stands still', () => {
    expect(found([deed('return', 'r')], {})).toEqual(['lost: return r was accepted and is not there']);
    expect(found([], { returns: [returned('label_issued', 0)] })).toEqual(['phantom: nobody asked for return r']);
    expect(found([deed('return', 'r'), receipt(2)], { returns: [returned('received', 2)] })).toEqual([
      'lost: return r stands still: received',
    ]);
  });

  it('leaves a return of the wrong goods to a person: no money is due for them', () => {
    const returns = [returned('received', 2, 'wrong_item')];
    expect(found([deed('return', 'r'), receipt(2)], { returns })).toEqual([]);
  });

  it('finds one request that became two, and one that was never answered', () => {
    const two = { ...deed('return', 'r'), subjectIds: ['r', 'other'] };
    expect(found([two], { returns: [returned('in_transit', 0)] })).toContain('duplicateCase: became r and other');
    expect(found([{ ...deed('complaint', 'c'), state: 'begun' }], {})).toEqual(['lost: never answered']);
  });

  it('finds a receipt that is not on record, or there twice', () => {
    const returns = [returned('received', 1)];
    expect(found([deed('return', 'r'), receipt(1), receipt(1)], { returns })).toEqual([
      'lost: return r: 2 units booked by suppliers, 1 on record',
    ]);
  });

  it('finds goods that came back and were never claimed', () => {
    expect(found([deed('return', 'r'), receipt(2)], { returns: [returned('closed', 2)] })).toEqual([
      'lost: return r: the supplier was not held to its goods',
    ]);
  });

  it('finds what a customer wrote twice, not at all, or where it would run', () => {
    const complaint = (shown: 'text' | 'markup') => deed('complaint', 'c', { text: 'Broken [complaint 1]', shown });
    const row = (...texts: string[]) => ({ complaints: [{ id: 'c', status: 'solved', texts }] });
    expect(found([complaint('text')], row('Broken [complaint 1]'))).toEqual([]);
    expect(found([complaint('markup')], row('Broken [complaint 1]', 'Broken [complaint 1]'))).toEqual([
      'unsafeText: the page shows markup that a customer wrote',
      'lost: what the customer wrote is there 2 times',
    ]);
    expect(found([complaint('text')], { complaints: [{ id: 'c', status: 'open', texts: ['x'] }] })).toEqual([
      'lost: what the customer wrote is there 0 times',
      'lost: the complaint stands still: open',
    ]);
  });

  it('finds a credit note that is lost or there twice', () => {
    const note = { number: 'CN-1', amountMinor: 5 };
    const credit = deed('credit', 'c', { claimId: 'c', number: 'CN-1' });
    const row = (status: string, ...creditNotes: object[]) =>
      ({ claims: [{ ...claim, id: 'c', status, creditNotes }] }) as Partial<AfterSalesRows>;
    expect(found([credit], row('credited', note))).toEqual([]);
    expect(found([credit], row('accepted'))).toEqual(['lost: the credit note is there 0 times']);
    expect(found([credit], row('credited', note, note))).toEqual(['lost: the credit note is there 2 times']);
  });

  it('takes the last answer to a survey, and none of a program', () => {
    const linkSha256 = createHash('sha256').update('link').digest('hex');
    const answers = [3, 9].map((score) => deed('survey', String(score), { link: 'link', score }));
    expect(found(answers, { surveys: [{ linkSha256, score: 9 }] })).toEqual([]);
    expect(found(answers, { surveys: [{ linkSha256, score: 3 }] })).toHaveLength(1);
    expect(found([deed('scan', 's', { link: 'link' })], { surveys: [{ linkSha256, score: 10 }] })).toEqual([
      'lost: the survey says 10, the customer said null',
    ]);
  });
});
