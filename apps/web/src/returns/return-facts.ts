import type { ReceivedLine } from '../api/returns.js';
import type { ReceivedCondition, Return, ReturnLine, ReturnParcel, ReturnStatus } from '../api/types.js';

/** Whether its units have to come back. */
export const comesBack = ({ destination }: Pick<ReturnLine, 'destination'>): boolean =>
  destination === 'supplier' || destination === 'merchant';

/** Units of a line that are still to come. */
export function expectedUnits(line: Pick<ReturnLine, 'destination' | 'quantity' | 'received'>): number {
  if (!comesBack(line)) return 0;
  return line.quantity - line.received.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Where a parcel of a return is; it has arrived when nothing more is expected where it goes, whatever its carrier says. */
export function parcelStatus(
  { supplierId, inTransitAt }: Pick<ReturnParcel, 'supplierId' | 'inTransitAt'>,
  lines: readonly Pick<ReturnLine, 'destination' | 'supplierId' | 'quantity' | 'received'>[],
): ReturnStatus {
  const there = lines.filter(
    (line) => comesBack(line) && (line.destination === 'supplier' ? line.supplierId : null) === supplierId,
  );
  if (there.length > 0 && there.every((line) => expectedUnits(line) <= 0)) return 'received';
  return inTransitAt === null ? 'label_issued' : 'in_transit';
}

const among =
  (...statuses: readonly ReturnStatus[]) =>
  ({ status }: Pick<Return, 'status'>): boolean =>
    statuses.includes(status);

/** What a person can do now; the server has the last word. */
const mayDecide = among('requested');
const maySendBack = among('approved', 'label_issued', 'in_transit', 'received');
const mayReceive = among('approved', 'label_issued', 'in_transit', 'received', 'refunding', 'refunded');
const mayRefund = among('received', 'claimed');
const mayClose = among('received', 'refunded', 'exchanged', 'claimed');
const mayCancel = among('requested', 'approved', 'label_issued');

export type ReturnAction = 'approve' | 'refuse' | 'label' | 'refund' | 'close' | 'cancel';

/** In the order in which a return runs through them; the last one is what is wanted most often. */
export function actionsFor(record: Pick<Return, 'status' | 'lines'>): ReturnAction[] {
  const isExpected = record.lines.some((line) => expectedUnits(line) > 0);
  const possible: [ReturnAction, boolean][] = [
    ['cancel', mayCancel(record)],
    ['close', mayClose(record)],
    ['label', maySendBack(record) && isExpected],
    ['refund', mayRefund(record)],
    ['refuse', mayDecide(record)],
    ['approve', mayDecide(record)],
  ];
  return possible.filter(([, may]) => may).map(([action]) => action);
}

export const canReceive = (record: Pick<Return, 'status' | 'lines'>): boolean =>
  mayReceive(record) && record.lines.some((line) => expectedUnits(line) > 0);

/** Units of one line in one condition, as somebody fills them in. */
export interface ReceivedDraft {
  returnLineId: string;
  quantity: number;
  condition: ReceivedCondition;
}

/** One row for each line that is expected: all of it, as new, is what a person changes least often. */
export const draftsOf = (lines: readonly ReturnLine[]): ReceivedDraft[] =>
  lines
    .filter((line) => expectedUnits(line) > 0)
    .map((line) => ({ returnLineId: line.id, quantity: expectedUnits(line), condition: 'as_new' }));

/** What is booked in: rows that say something. */
export const receivedOf = (drafts: readonly ReceivedDraft[]): ReceivedLine[] =>
  drafts.filter(({ quantity }) => quantity > 0);

/** Lines of which more is filled in than is expected. */
export function overfull(lines: readonly ReturnLine[], drafts: readonly ReceivedDraft[]): ReadonlySet<string> {
  const sums = new Map<string, number>();
  for (const { returnLineId, quantity } of drafts) sums.set(returnLineId, (sums.get(returnLineId) ?? 0) + quantity);
  return new Set(lines.filter((line) => (sums.get(line.id) ?? 0) > expectedUnits(line)).map(({ id }) => id));
}

export const unitsOf = (lines: readonly { quantity: number }[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);
