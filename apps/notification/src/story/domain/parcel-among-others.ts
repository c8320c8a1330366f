/** What was ordered. */
interface OrderedUnits {
  readonly lines: readonly { readonly quantity: number }[];
  /** What had not left was cancelled: nothing more comes. */
  readonly restCancelled: boolean;
}

/** A parcel that has left. */
interface SentParcel {
  readonly delivered: boolean;
  readonly lines: readonly { readonly quantity: number }[];
}

/** How a parcel stands among the others of its order, so that several parcels are told as one story. */
export interface AmongOthers {
  readonly delivered: number;
  readonly total: number;
  readonly unitsToCome: number;
  readonly complete: boolean;
}

/** Counts the parcels of an order and what has not left yet. */
export function parcelAmongOthers(ordered: OrderedUnits, parcels: readonly SentParcel[]): AmongOthers {
  const sum = (units: readonly { quantity: number }[]): number =>
    units.reduce((total, unit) => total + unit.quantity, 0);
  const missing = sum(ordered.lines) - sum(parcels.flatMap((parcel) => parcel.lines));
  const unitsToCome = ordered.restCancelled ? 0 : Math.max(0, missing);
  const delivered = parcels.filter((parcel) => parcel.delivered).length;
  return { delivered, total: parcels.length, unitsToCome, complete: unitsToCome === 0 && delivered === parcels.length };
}
