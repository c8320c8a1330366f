import { describe, expect, it } from '@jest/globals';
import type { AddressQuestion, Deed, Label, Ledger } from '../ledger.js';
import { checkAddresses, type AddressRows } from './addresses.js';

const before: Label = { name: 'Ayşe Yılmaz', line1: 'Bağdat Cad. 1', city: 'İstanbul', postalCode: '34710' };
const after: Label = { name: 'Emre Koç', line1: 'Rose Street 2', city: 'İzmir', postalCode: '35580' };
const wish = (heard: string | undefined, more: Partial<Deed['content']> = {}, key = 'address 1/0'): Deed => ({
  ...{ key, kind: 'address', state: 'accepted', subjectIds: [`change of ${key}`], answerStatus: 202 },
  ...{
    answerCode: null,
    endedAt: null,
    content: { order: 'R-1', before, address: after, ...(heard && { heard }), ...more },
  },
});
const asked = (more: Partial<AddressQuestion> = {}): AddressQuestion => ({
  ...{ purchaseOrderId: 'po', changeId: 'change of address 1/0', shipTo: after, messageIds: ['m'], answer: 'yes' },
  ...more,
});

interface World {
  readonly deeds?: readonly Deed[];
  readonly label?: Label;
  readonly questions?: readonly AddressQuestion[];
  readonly status?: string;
  readonly agreed?: Label;
  readonly ofOrder?: Label;
  readonly wishes?: AddressRows['wishes'];
}

/** A wish that was fulfilled, unless told otherwise. */
function found(world: World): string[] {
  const { deeds = [wish('done')], label = after, questions = [asked()], status = 'done' } = world;
  const { agreed = label, ofOrder = after } = world;
  const { wishes = deeds.flatMap(({ subjectIds }) => subjectIds.map((id) => ({ id, status }))) } = world;
  const ledger = {
    deeds,
    orders: [{ externalId: 'R-1', productOrderIds: ['order'] }],
    parcels: [{ trackingNumber: 'T1', purchaseOrderId: 'po', shipTo: label }],
    addressQuestions: questions,
  } as unknown as Ledger;
  const rows = {
    wishes,
    purchaseOrders: [{ id: 'po', orderId: 'order', shipTo: agreed }],
    orders: [{ id: 'order', shipTo: ofOrder }],
  };
  return checkAddresses(ledger, rows).map(({ kind, detail }) => `${kind}: ${detail}`);
}

describe('the checker of addresses', () => {
  it('is content with the new address after a yes, and with the old one after a no', () => {
    expect(found({})).toEqual([]);
    const no = { deeds: [wish('refused')], status: 'refused', questions: [asked({ answer: 'no' })] };
    expect(found({ ...no, label: before, ofOrder: before })).toEqual([]);
  });

  it('is content with the old and the new one when the customer was told so, and without any wish', () => {
    expect(found({ deeds: [wish('partly')], status: 'partly', label: before })).toEqual([]);
    expect(found({ deeds: [], questions: [], label: before, ofOrder: before })).toEqual([]);
  });

  it('finds a label that is half of one address and half of another', () => {
    const mixture = { ...after, name: before.name };
    expect(found({ label: mixture, deeds: [wish('partly')], status: 'partly' })).toEqual([
      'wrongAddress: goes where nobody wrote: Ayşe Yılmaz, Rose Street 2, İzmir, 35580',
    ]);
  });

  it('finds a label that is not what was agreed, or not what the customer was told', () => {
    expect(found({ label: before, agreed: after })).toEqual([
      'wrongAddress: goes to Bağdat Cad. 1, agreed was Rose Street 2',
    ]);
    expect(found({ label: before })).toEqual(['wrongAddress: goes to Bağdat Cad. 1, the customer was told otherwise']);
  });

  it('finds an order that goes elsewhere than its customer was told', () => {
    expect(found({ ofOrder: before })).toEqual([
      'wrongAddress: the order goes to Bağdat Cad. 1, told was Rose Street 2',
    ]);
    const two = [wish('done'), wish('refused', { address: { ...after, line1: 'Third 3' } }, 'address 1/1')];
    const wishes = two.map(({ subjectIds, content }) => ({ id: subjectIds[0] ?? '', status: content.heard ?? '' }));
    expect(found({ deeds: two, wishes })).toEqual([]);
  });

  it('finds a supplier that was asked twice, for what nobody wished, or for what nobody wrote', () => {
    expect(found({ questions: [asked({ messageIds: ['m', 'n'] })] })).toEqual([
      'duplicateAddress: asked 2 times for change of address 1/0',
    ]);
    expect(found({ questions: [asked({ changeId: 'x' })] })).toEqual(['phantom: asked for x: nobody wished it']);
    expect(found({ questions: [asked({ shipTo: { ...after, city: 'Bursa' } })] })).toEqual([
      'wrongAddress: asked for an address that nobody wrote: Rose Street 2',
    ]);
  });

  it('finds a wish that is gone, that nobody made, whose end nobody was told, or another end than told', () => {
    expect(found({ wishes: [] })).toEqual(['lost: another address was accepted and is not on record']);
    expect(found({ deeds: [wish(undefined)], status: 'waiting', label: before, ofOrder: before })).toEqual([
      'lost: nobody said what became of it: waiting',
    ]);
    expect(found({ status: 'refused' })).toEqual(['lost: the customer was told done, on record is refused']);
    const others = { deeds: [], questions: [], label: before, ofOrder: before };
    expect(found({ ...others, wishes: [{ id: 'w', status: 'done' }] })).toEqual([
      'phantom: nobody asked for another address',
    ]);
  });
});
