import type { ReactNode } from 'react';
import type { DecisionOffer, RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import classes from './decisions.module.css';

interface CandidateOffersProps {
  offers: readonly DecisionOffer[];
  lines: RoutingDecision['lines'];
}

/** What a supplier offered when the decision was made, each number with its age. */
export function CandidateOffers({ offers, lines }: CandidateOffersProps): ReactNode {
  const { t, word, money, duration, date } = useI18n();
  const skuOf = (lineId: string): string => lines.find((line) => line.lineId === lineId)?.sku ?? '–';
  return (
    // Wider than a phone: it scrolls in itself, so the keyboard must reach it.
    <div
      className={classes['table-frame']}
      tabIndex={0}
      role="region"
      aria-label={t('decision.offers', { count: offers.length })}
    >
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('decision.offer.line')}</th>
            <th scope="col">{t('decision.offer.available')}</th>
            <th scope="col">{t('decision.offer.cost')}</th>
            <th scope="col">{t('decision.offer.lead')}</th>
            <th scope="col">{t('decision.offer.age')}</th>
            <th scope="col">{t('decision.offer.taken')}</th>
            <th scope="col">{t('decision.offer.note')}</th>
          </tr>
        </thead>
        <tbody>
          {offers.map((offer) => (
            <tr key={offer.offerId + offer.lineId}>
              <td>{skuOf(offer.lineId)}</td>
              <td className="num">{offer.available}</td>
              <td className="num">{money(offer.unitCostMinor, offer.currency)}</td>
              <td className="num">{t('decision.days', { count: offer.leadTimeDays })}</td>
              <td className="num" title={date(offer.asOf, 'exact')}>
                {duration(offer.ageSeconds)}
              </td>
              <td className="num">{offer.chosenQuantity}</td>
              <td>{offer.excluded ? word('reason', offer.excluded) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
