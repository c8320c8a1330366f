/** Lines that a supplier could have filled and did not. Names nobody else and no price but its own. */

export interface LostLine {
  orderId: string;
  routingVersion: number;
  lineId: string;
  sku: string;
  supplierSku: string;
  quantity: number;
  decidedAt: string;
  /** Why the offer was not considered; null when it was and lost. */
  excluded: string | null;
  unitCostMinor: number;
  currency: string;
  /** The highest price that alone would have won; null when none would. */
  winningUnitCostMinor: number | null;
  leadTimeDays: number;
  winningLeadTimeDays: number | null;
  ageSeconds: number;
  /** Whether a stock number of that very moment would have won. */
  freshStockWins: boolean;
}

export interface Losses {
  items: LostLine[];
  totals: {
    lines: number;
    units: number;
    wonByPrice: number;
    wonBySpeed: number;
    wonByFreshness: number;
    byReason: Record<string, number>;
  };
  /** Where to go on; null when there are no older ones. */
  nextBefore: string | null;
}
