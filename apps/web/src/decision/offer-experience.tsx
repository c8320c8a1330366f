import type { ReactNode } from 'react';
import type { DecisionExperience, DecisionOffer, RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import classes from './decisions.module.css';

interface OfferExperienceProps {
  offers: readonly DecisionOffer[];
  lines: RoutingDecision['lines'];
  currency: string;
}

/** What happened after earlier sales and what it was reckoned with, offer by offer, with its interval and counts. */
export function OfferExperience({ offers, lines, currency }: OfferExperienceProps): ReactNode {
  const { t } = useI18n();
  const skuOf = (lineId: string): string => lines.find((line) => line.lineId === lineId)?.sku ?? '–';
  const known = offers.flatMap((offer) => (offer.experience ? [{ offer, experience: offer.experience }] : []));
  if (known.length === 0) return null;
  return (
    <dl className={classes['figures']}>
      {known.map(({ offer, experience }) => (
        <div key={offer.offerId + offer.lineId}>
          <dt>{t('decision.experience', { sku: skuOf(offer.lineId) })}</dt>
          <dd>
            <ExperienceText experience={experience} costMinor={offer.costs?.afterSalesMinor ?? 0} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ExperienceText({
  experience,
  costMinor,
  currency,
}: {
  experience: DecisionExperience;
  costMinor: number;
  currency: string;
}): ReactNode {
  const { t, word, money, number } = useI18n();
  const percent = (permille: number): string => t('decision.percent', { share: number(permille / 10, 1) });
  const { problems, refundMinor, creditMinor, otherMinor, limitedBy, trafficPermille, admission } = experience;
  return (
    <>
      {t('decision.experience.cost', {
        amount: money(costMinor, currency),
        refund: money(refundMinor, currency),
        credit: money(creditMinor, currency),
        other: money(otherMinor, currency),
      })}
      {limitedBy === null ? null : ` · ${t('decision.experience.limited')}`}{' '}
      <span className="quiet">
        {t('decision.experience.problems', {
          share: percent(problems.permille),
          low: percent(problems.lowPermille),
          high: percent(problems.highPermille),
          events: number(problems.events, 1),
          cases: number(problems.cases, 1),
        })}
      </span>
      {trafficPermille < 1000 ? (
        <span className="tone-wait">
          {' '}
          {t('decision.experience.traffic', {
            share: percent(trafficPermille),
            admission: word('admission', admission),
          })}
        </span>
      ) : null}
    </>
  );
}
