import type { KnownOrder } from '../../orders/domain/known-order.js';

/** Units of one order line that one supplier shipped, or (nulls) that nobody has shipped yet. */
export interface AllocatedUnits {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly supplierId: string | null;
  readonly purchaseOrderId: string | null;
}

/**
 * Says who shipped the units that come back: parcels that were delivered first, then those on their way, then units
 * that were not shipped. Units of earlier returns are taken.
 * @returns null when there are fewer units than that. Of an order that is complete only what was shipped counts.
 */
export function allocateUnits(
  order: Pick<KnownOrder, 'lines' | 'parcels' | 'complete'>,
  taken: readonly AllocatedUnits[],
  orderLineId: string,
  quantity: number,
): AllocatedUnits[] | null {
  const free = freeUnits(order, taken, orderLineId);
  const allocated: AllocatedUnits[] = [];
  let missing = quantity;
  for (const units of free) {
    const here = Math.min(missing, units.quantity);
    if (here > 0) allocated.push({ ...units, quantity: here });
    missing -= here;
  }
  return missing > 0 ? null : allocated;
}

/** Units of a line that can still be asked for. */
export function returnableUnits(
  order: Pick<KnownOrder, 'lines' | 'parcels' | 'complete'>,
  taken: readonly AllocatedUnits[],
  orderLineId: string,
): number {
  return freeUnits(order, taken, orderLineId).reduce((sum, { quantity }) => sum + quantity, 0);
}

function freeUnits(
  { lines, parcels, complete }: Pick<KnownOrder, 'lines' | 'parcels' | 'complete'>,
  taken: readonly AllocatedUnits[],
  orderLineId: string,
): AllocatedUnits[] {
  const delivered = [...parcels].sort((a, b) => Number(b.deliveredAt !== null) - Number(a.deliveredAt !== null));
  const shipped = delivered.flatMap(({ supplierId, purchaseOrderId, lines: units }) =>
    units
      .filter((unit) => unit.orderLineId === orderLineId)
      .map(({ quantity }) => ({ orderLineId, quantity, supplierId, purchaseOrderId })),
  );
  const bought = lines.find(({ lineId }) => lineId === orderLineId)?.quantity ?? 0;
  const waiting = complete ? 0 : bought - shipped.reduce((sum, { quantity }) => sum + quantity, 0);
  const all: AllocatedUnits[] = [
    ...merged(shipped),
    ...(waiting > 0 ? [{ orderLineId, quantity: waiting, supplierId: null, purchaseOrderId: null }] : []),
  ];
  // Units that were asked for before they were shipped were shipped since: they are taken wherever they are now.
  let drifted = 0;
  const free = all.map((units) => {
    const here = unitsOf(taken, units);
    drifted += Math.max(0, here - units.quantity);
    return { ...units, quantity: Math.max(0, units.quantity - here) };
  });
  const known = new Set(all.map(placeOf));
  drifted += taken
    .filter((units) => units.orderLineId === orderLineId && !known.has(placeOf(units)))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return free.map((units) => {
    const here = Math.min(drifted, units.quantity);
    drifted -= here;
    return { ...units, quantity: units.quantity - here };
  });
}

const placeOf = ({ orderLineId, purchaseOrderId }: AllocatedUnits): string =>
  `${orderLineId} ${String(purchaseOrderId)}`;

const unitsOf = (list: readonly AllocatedUnits[], place: AllocatedUnits): number =>
  list.filter((units) => placeOf(units) === placeOf(place)).reduce((sum, { quantity }) => sum + quantity, 0);

/** One entry per purchase order. */
function merged(list: readonly AllocatedUnits[]): AllocatedUnits[] {
  const byPlace = new Map<string, AllocatedUnits>();
  for (const units of list) {
    const quantity = units.quantity + (byPlace.get(placeOf(units))?.quantity ?? 0);
    byPlace.set(placeOf(units), { ...units, quantity });
  }
  return [...byPlace.values()];
}
