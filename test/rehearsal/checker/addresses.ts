import type { Database } from '../database.js';
import type { AddressQuestion, Deed, Label, Ledger } from '../ledger.js';
import type { Anomaly, AnomalyKind } from './anomaly.js';

/** A wish for another address, as after-sales has it on record. */
interface WishRow {
  readonly id: string;
  readonly status: string;
}

/** Where a purchase order goes, as supplier-sync has it on record. */
interface PurchaseOrderRow {
  readonly id: string;
  readonly orderId: string;
  readonly shipTo: Label | null;
}

/** Where an order goes, as supplier-sync has it on record. */
interface OrderRow {
  readonly id: string;
  readonly shipTo: Label | null;
}

/** What the product has on record about addresses at the end of a run. */
export interface AddressRows {
  readonly wishes: readonly WishRow[];
  readonly purchaseOrders: readonly PurchaseOrderRow[];
  readonly orders: readonly OrderRow[];
}

export async function readAddresses(supplierSync: Database, afterSales: Database): Promise<AddressRows> {
  return {
    wishes: await afterSales.rows<WishRow>(`SELECT id, status FROM wishes WHERE kind = 'address'`),
    purchaseOrders: await supplierSync.rows<PurchaseOrderRow>(
      `SELECT p.id, p.order_id AS "orderId", coalesce(p.ship_to, s.ship_to) AS "shipTo"
         FROM purchase_orders p LEFT JOIN ship_tos s USING (order_id)`,
    ),
    orders: await supplierSync.rows<OrderRow>(`SELECT order_id AS id, ship_to AS "shipTo" FROM ship_tos`),
  };
}

/** Holds labels, and what suppliers were asked for, against what customers wished for and were told. */
export function checkAddresses(ledger: Ledger, rows: AddressRows): Anomaly[] {
  const wished = ledger.deeds.filter(({ kind, state }) => kind === 'address' && state === 'accepted');
  const byChange = new Map(wished.flatMap((deed) => deed.subjectIds.map((id) => [id, deed] as const)));
  return [
    ...wrongWishes(wished, byChange, rows.wishes),
    ...ledger.addressQuestions.flatMap((question) => wrongQuestion(question, byChange.get(question.changeId))),
    ...wrongLabels(ledger, wished, rows),
    ...wrongOrders(ledger, wished, rows.orders),
  ];
}

const found = (kind: AnomalyKind, subject: string, detail: string): Anomaly => ({ kind, subject, detail });

/** Each wish is on record, came to an end, and the customer was told which. */
function wrongWishes(
  wished: readonly Deed[],
  byChange: ReadonlyMap<string, Deed>,
  wishes: readonly WishRow[],
): Anomaly[] {
  const statuses = new Map(wishes.map(({ id, status }) => [id, status]));
  return [
    ...wished.flatMap(({ key, subjectIds, content: { heard } }): Anomaly[] => {
      const status = statuses.get(subjectIds[0] ?? '');
      if (status === undefined) return [found('lost', key, 'another address was accepted and is not on record')];
      if (heard === undefined) return [found('lost', key, `nobody said what became of it: ${status}`)];
      return heard === status ? [] : [found('lost', key, `the customer was told ${heard}, on record is ${status}`)];
    }),
    ...wishes
      .filter(({ id }) => !byChange.has(id))
      .map(({ id }) => found('phantom', id, 'nobody asked for another address')),
  ];
}

/** A supplier is asked for one change once, and for the whole of what the customer wrote. */
function wrongQuestion(question: AddressQuestion, deed: Deed | undefined): Anomaly[] {
  const { purchaseOrderId, changeId, messageIds, shipTo } = question;
  const times = messageIds.length;
  const again =
    times > 1 ? [found('duplicateAddress', purchaseOrderId, `asked ${String(times)} times for ${changeId}`)] : [];
  if (deed === undefined)
    return [...again, found('phantom', purchaseOrderId, `asked for ${changeId}: nobody wished it`)];
  if (deed.content.address && isSame(deed.content.address, shipTo)) return again;
  return [...again, found('wrongAddress', purchaseOrderId, `asked for an address that nobody wrote: ${shipTo.line1}`)];
}

/** Each parcel goes where the product says that its purchase order goes, and that is an address that somebody wrote. */
function wrongLabels({ parcels, orders }: Ledger, wished: readonly Deed[], rows: AddressRows): Anomaly[] {
  const purchaseOrders = new Map(rows.purchaseOrders.map((row) => [row.id, row]));
  const externalIds = new Map(orders.flatMap((order) => order.productOrderIds.map((id) => [id, order.externalId])));
  return parcels.flatMap(({ trackingNumber, purchaseOrderId, shipTo }): Anomaly[] => {
    const row = purchaseOrders.get(purchaseOrderId);
    if (shipTo === null || !row) return [];
    const ofOrder = wished.filter(({ content }) => content.order === externalIds.get(row.orderId));
    const fault = faultOfLabel(shipTo, row.shipTo, ofOrder);
    return fault === null ? [] : [found('wrongAddress', trackingNumber, fault)];
  });
}

/** What is wrong with a label; null: nothing. @param agreed where the product says that it goes. */
function faultOfLabel(label: Label, agreed: Label | null, ofOrder: readonly Deed[]): string | null {
  if (!isOneOf([agreed], label)) return `goes to ${label.line1}, agreed was ${agreed?.line1 ?? '–'}`;
  const written = ofOrder.flatMap(({ content }) => [content.before, content.address]);
  if (ofOrder.length > 0 && !isOneOf(written, label))
    return `goes where nobody wrote: ${Object.values(label).join(', ')}`;
  const [only, ...more] = ofOrder;
  const isAllNew = only?.content.heard === 'done' && more.length === 0;
  return isAllNew && !isOneOf([only.content.address], label)
    ? `goes to ${label.line1}, the customer was told otherwise`
    : null;
}

const isOneOf = (written: readonly (Label | null | undefined)[], label: Label): boolean =>
  written.some((one) => one != null && isSame(one, label));

/** The order's address is the last one that the customer was told holds, for all or for a part; else the first one. */
function wrongOrders({ orders }: Ledger, wished: readonly Deed[], rows: readonly OrderRow[]): Anomaly[] {
  const addresses = new Map(rows.map(({ id, shipTo }) => [id, shipTo]));
  return orders.flatMap(({ externalId, productOrderIds }): Anomaly[] => {
    const ofOrder = wished
      .filter(({ content }) => content.order === externalId)
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    const [first] = ofOrder;
    if (!first) return [];
    const last = ofOrder.findLast(({ content }) => ['done', 'partly'].includes(content.heard ?? ''));
    const expected = last ? last.content.address : first.content.before;
    const shipTo = addresses.get(productOrderIds[0] ?? '');
    return expected && shipTo && isSame(expected, shipTo)
      ? []
      : [
          found(
            'wrongAddress',
            externalId,
            `the order goes to ${shipTo?.line1 ?? '–'}, told was ${expected?.line1 ?? '–'}`,
          ),
        ];
  });
}

const fields = ['name', 'line1', 'city', 'postalCode'] as const;

/** In every field: half of one address and half of another is neither. */
const isSame = (one: Label, other: Label): boolean => fields.every((field) => one[field] === other[field]);
