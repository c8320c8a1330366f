import type { Estimate } from './estimate.js';
import type { TrafficShare } from './traffic-share.js';

/** Whom a figure is about: every supplier, one, one of its SKUs, or its parcels from one country to another. */
export const figureScopes = ['all', 'supplier', 'sku', 'lane'] as const;
export type FigureScope = (typeof figureScopes)[number];

/** What routing reckons with, in millionths, each moved no further in a day than the policy lets it. */
export interface WeighedShares {
  /** Of a unit: the chance of a problem. */
  readonly problems: number;
  /** Of the unit's price: what is paid back for it, the units without a problem included. */
  readonly refund: number;
  /** Of the unit's cost: what the supplier gives back for it. */
  readonly credit: number;
  readonly late: number;
  readonly dissatisfied: number;
}

/** What experience says of somebody, as it stood at one moment. Never changed: a newer one takes its place. */
export interface ExperienceFigure {
  /** Of the snapshot that brought it. */
  readonly version: number;
  readonly computedAt: string;
  readonly problems: Estimate;
  readonly late: Estimate;
  readonly dissatisfied: Estimate;
  /** Thousandths of the price that a problem cost so far, and of the unit's cost that was given back for a unit. */
  readonly refundPermille: number;
  readonly creditPermille: number;
  readonly weighed: WeighedShares;
  /** Where `weighed` stood when the day began: what it may move in a day is counted from there. */
  readonly dayStart: { readonly day: string; readonly weighed: WeighedShares };
  readonly traffic: TrafficShare;
}

/** A figure with whom it is about. */
export interface ScopedFigure {
  readonly scope: FigureScope;
  /** The SKU or the lane; empty for the others. */
  readonly key: string;
  readonly figure: ExperienceFigure;
}
