import type { DecisionExperience } from '#contracts';
import type { ExperienceFigure, ScopedFigure } from '../../experience/domain/figure.js';
import { isAdmitted } from '../../experience/domain/traffic-share.js';
import type { PolicyExperience } from './policy/routing-policy.js';

/** What a unit will probably cost after the sale, with everything that it was made of. */
export interface AfterSales {
  readonly costMinor: number;
  readonly experience: Pick<DecisionExperience, keyof DecisionExperience>;
}

/** One offer for one line, as far as experience is asked about it. Money in the decision's currency. */
export interface AfterSalesQuestion {
  readonly orderId: string;
  readonly supplierId: string;
  readonly sku: string;
  readonly unitPriceMinor: number;
  readonly goodsMinor: number;
  /** Whether the order cannot be filled without offers that are held back. */
  readonly isNeeded: boolean;
}

/** Amounts of the policy in the decision's currency. */
export type AfterSalesAmounts = Pick<PolicyExperience, 'handlingMinor' | 'lateUnitMinor' | 'dissatisfiedMinor'>;

const MILLION = 1_000_000;

/**
 * Expected refunds − expected credit notes + what the policy puts on problems, lateness and bad scores, within the
 * policy's bounds. Undefined where the policy does not ask, or nothing has been seen of anybody.
 */
export function afterSalesOf(
  figures: readonly ScopedFigure[],
  asked: AfterSalesQuestion,
  policy: PolicyExperience,
  amounts: AfterSalesAmounts,
): AfterSales | undefined {
  const own = nearest(figures, asked.sku);
  if (!policy.enabled || !own) return undefined;
  const { figure } = own;
  const late = figures.find(({ scope }) => scope === 'lane')?.figure ?? figure;
  const refundMinor = times(asked.unitPriceMinor, figure.weighed.refund);
  const creditMinor = times(asked.goodsMinor, figure.weighed.credit);
  const otherMinor =
    times(amounts.handlingMinor, figure.weighed.problems) +
    times(amounts.lateUnitMinor, late.weighed.late) +
    times(amounts.dissatisfiedMinor, figure.weighed.dissatisfied);
  const least = Math.round((asked.goodsMinor * policy.shareMinPermille) / 1000);
  const most = Math.round((asked.goodsMinor * policy.shareMaxPermille) / 1000);
  const expectedMinor = refundMinor - creditMinor + otherMinor;
  return {
    costMinor: Math.min(most, Math.max(least, expectedMinor)),
    experience: {
      version: Math.max(figure.version, late.version),
      scope: own.scope,
      problems: figure.problems,
      late: late.late,
      dissatisfied: figure.dissatisfied,
      ...{ refundMinor, creditMinor, otherMinor },
      limitedBy: expectedMinor > most ? 'most' : expectedMinor < least ? 'least' : null,
      ...admissionOf(figure, asked, policy),
    },
  };
}

/** The figure of the SKU, else of the supplier, else of everybody. */
function nearest(figures: readonly ScopedFigure[], sku: string): ScopedFigure | undefined {
  return (
    figures.find(({ scope, key }) => scope === 'sku' && key === sku) ??
    figures.find(({ scope }) => scope === 'supplier') ??
    figures.find(({ scope }) => scope === 'all')
  );
}

/** Only a figure of the SKU itself holds anything back: what a supplier does with other goods takes no traffic away. */
function admissionOf(
  { traffic }: ExperienceFigure,
  { orderId, supplierId, sku, isNeeded }: AfterSalesQuestion,
  { canary }: PolicyExperience,
): Pick<DecisionExperience, 'trafficPermille' | 'admission'> {
  const trafficPermille = canary.enabled ? traffic.permille : 1000;
  if (trafficPermille >= 1000) return { trafficPermille, admission: 'all' };
  if (isAdmitted(orderId, supplierId, sku, trafficPermille)) return { trafficPermille, admission: 'admitted' };
  return { trafficPermille, admission: isNeeded ? 'needed' : 'held_back' };
}

const times = (amountMinor: number, ppm: number): number => Math.round((amountMinor * ppm) / MILLION);
