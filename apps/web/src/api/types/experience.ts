import type { ExperienceEstimate } from './decisions.js';

/** What happened after earlier sales, as figures that routing reckons with. */
export interface ExperienceFigure {
  version: number;
  computedAt: string;
  problems: ExperienceEstimate;
  late: ExperienceEstimate;
  dissatisfied: ExperienceEstimate;
  /** Thousandths of the price that a problem cost so far. */
  refundPermille: number;
  traffic: { permille: number; reason: string | null };
}

export interface CurrentFigure {
  supplierId: string | null;
  scope: 'all' | 'supplier' | 'sku' | 'lane';
  /** The SKU or the lane. */
  key: string;
  /** Null while a person holds it at "nothing known". */
  figure: ExperienceFigure | null;
  sinceVersion: number;
  pinned: { until: string | null; reason: string | null } | null;
}

export interface ExperienceChange {
  supplierId: string | null;
  scope: CurrentFigure['scope'];
  key: string;
  figure: ExperienceFigure | null;
  former: ExperienceFigure | null;
  causes: { events: number };
  /** In English; what moved and why. */
  words: string[];
}

export interface ExperienceSnapshot {
  version: number;
  kind: 'learned' | 'undone';
  computedAt: string;
  undone: { version: number; by: string; reason: string; until: string | null } | null;
  changes: ExperienceChange[];
}
