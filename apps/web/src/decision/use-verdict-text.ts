import type { RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { OfferVerdict } from './line-rivals.js';

/** What became of an offer, in words. */
export function useVerdictText(decision: RoutingDecision): (verdict: OfferVerdict) => string {
  const { t, word, money } = useI18n();
  const amount = (minor: number): string => money(minor, decision.currency);
  return (verdict) => {
    switch (verdict.kind) {
      case 'taken':
        return t('decision.verdict.taken', { count: verdict.quantity });
      case 'excluded':
        return word('reason', verdict.reason);
      case 'dearer':
        return t('decision.verdict.dearer', { amount: amount(verdict.byMinor) });
      case 'cheaper':
        return t('decision.verdict.cheaper', {
          amount: amount(verdict.byMinor),
          parcel: amount(verdict.parcelMinor),
        });
      case 'even':
        return t('decision.verdict.even', { parcel: amount(verdict.parcelMinor) });
      case 'spare':
        return t('decision.verdict.spare');
    }
  };
}
