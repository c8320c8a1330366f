import { type ReactNode, useState } from 'react';
import type { DecisionCandidate, RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { StackedBar } from '../plot/stacked-bar.js';
import { Icon } from '../ui/icon.js';
import { CandidateOffers } from './candidate-offers.js';
import { CostLegend } from './cost-legend.js';
import { takenParts } from './cost-parts.js';
import type { CandidateBar } from './decision-bars.js';
import classes from './decisions.module.css';
import { OfferExperience } from './offer-experience.js';
import { SupplierFigures } from './supplier-figures.js';

interface CandidateRowProps {
  bar: CandidateBar;
  bound: number;
  decision: RoutingDecision;
}

/** One supplier of a decision: its cost as a bar, why it won or lost, and behind that its offers. */
export function CandidateRow({ bar, bound, decision }: CandidateRowProps): ReactNode {
  const { money } = useI18n();
  const [opened, setOpened] = useState(false);
  const { candidate, kind, totalMinor, parts } = bar;
  const { currency } = decision;
  return (
    <li className={classes['candidate']} data-kind={kind}>
      <button type="button" className={classes['row']} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <span className={classes['code']}>
          <span className={classes['chevron']} data-open={opened}>
            <Icon name="right" size={12} />
          </span>
          <span className={classes['name']}>{candidate.supplierCode}</span>
        </span>
        <StackedBar parts={parts} mark={bound > 0 ? bound : undefined} />
        <span className={classes['cost']}>{totalMinor === null ? '–' : money(totalMinor, currency)}</span>
        <CandidateVerdict bar={bar} currency={currency} />
      </button>
      {kind === 'chosen' ? <TakenLines candidate={candidate} decision={decision} /> : null}
      {opened ? (
        <div className={classes['offers']}>
          {kind === 'chosen' ? <CostLegend parts={takenParts(candidate, currency)} currency={currency} /> : null}
          <ParcelTerms candidate={candidate} currency={currency} />
          <SupplierFigures figures={candidate.figures ?? []} />
          <OfferExperience offers={candidate.offers} lines={decision.lines} currency={currency} />
          <CandidateOffers offers={candidate.offers} lines={decision.lines} />
        </div>
      ) : null}
    </li>
  );
}

/** What the supplier takes for a parcel: of a winner what its weight came to, of a loser what it would begin at. */
function ParcelTerms({ candidate, currency }: { candidate: DecisionCandidate; currency: string }): ReactNode {
  const { t, money, number } = useI18n();
  const { chosen, parcelFixedMinor, parcelSteps, parcelGrams, parcelStepMinor, minOrderMinor } = candidate;
  const costs = parcelSteps?.map(({ costMinor }) => costMinor) ?? [];
  const price = candidate.alreadyOpen
    ? t('decision.open-parcel')
    : t('decision.parcel-price', { amount: money(parcelFixedMinor, currency) });
  const weight = t('decision.parcel-weight', {
    kg: number((parcelGrams ?? 0) / 1000),
    amount: money(parcelStepMinor ?? 0, currency),
  });
  const range = t('decision.parcel-steps', {
    least: money(Math.min(...costs), currency),
    most: money(Math.max(...costs), currency),
  });
  const facts = [
    ...(chosen ? [] : [price]),
    ...(costs.length > 0 ? [chosen ? weight : range] : []),
    ...(minOrderMinor ? [t('decision.min-order', { amount: money(minOrderMinor, currency) })] : []),
  ];
  return facts.length > 0 ? <p className="quiet">{facts.join(' · ')}</p> : null;
}

/** What goes into this supplier's parcel. */
function TakenLines({ candidate, decision }: { candidate: DecisionCandidate; decision: RoutingDecision }): ReactNode {
  const { t } = useI18n();
  const taken = candidate.offers.filter(({ chosenQuantity }) => chosenQuantity > 0);
  const days = Math.max(...taken.map(({ expectedDays, leadTimeDays }) => expectedDays ?? leadTimeDays));
  const skuOf = (lineId: string): string => decision.lines.find((line) => line.lineId === lineId)?.sku ?? '–';
  return (
    <p className={classes['taken']}>
      <Icon name="parcels" size={13} />
      {taken.map((offer) => (
        <span key={offer.offerId + offer.lineId}>
          {offer.chosenQuantity} × <code>{skuOf(offer.lineId)}</code>
        </span>
      ))}
      <span className="quiet">
        {taken.length > 0 ? t('decision.leaves', { count: days }) : null}
        {candidate.alreadyOpen ? ` · ${t('decision.open-parcel')}` : null}
      </span>
    </p>
  );
}

/** Why it won or lost, in a few words. */
function CandidateVerdict({ bar, currency }: { bar: CandidateBar; currency: string }): ReactNode {
  const { t, word, money } = useI18n();
  const { candidate, kind } = bar;
  if (kind === 'chosen') {
    return (
      <span className="tone-good">
        <Icon name="check" size={13} /> {t('decision.chosen')}
      </span>
    );
  }
  if (kind === 'excluded') {
    return (
      <span className={classes['why']}>
        <Icon name="blocked" size={13} /> {word('reason', candidate.reason ?? 'OTHER')}
      </span>
    );
  }
  const isDearer = (candidate.dearerByMinor ?? 0) > 0;
  return (
    <span className={classes['why']}>
      {isDearer
        ? t('decision.dearer', { amount: money(candidate.dearerByMinor ?? 0, currency) })
        : word('reason', candidate.reason ?? 'EQUAL_COST')}
    </span>
  );
}
