import { type ReactNode, useState } from 'react';
import type { RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { CandidateOffers } from './candidate-offers.js';
import type { CandidateBar } from './decision-bars.js';
import classes from './decisions.module.css';

interface CandidateRowProps {
  bar: CandidateBar;
  bound: number;
  decision: RoutingDecision;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** One supplier of a decision: its cost as a bar, why it won or lost, and behind that its offers. */
export function CandidateRow({ bar, bound, decision }: CandidateRowProps): ReactNode {
  const { t, money } = useI18n();
  const [opened, setOpened] = useState(false);
  const { candidate, kind, totalMinor, parts } = bar;
  return (
    <li className={classes['candidate']} data-kind={kind}>
      <button type="button" className={classes['row']} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <span className={classes['code']}>
          <span className={classes['chevron']} data-open={opened}>
            <Icon name="right" size={12} />
          </span>
          {candidate.supplierCode}
        </span>
        <span className={classes['track']}>
          {parts.map((part) => (
            <span
              key={part.kind}
              className={classes['part']}
              data-kind={part.kind}
              style={{ left: percent(part.from), width: percent(part.to - part.from) }}
            />
          ))}
          {bound > 0 ? <span className={classes['bound']} style={{ left: percent(bound) }} /> : null}
        </span>
        <span className={classes['cost']}>{totalMinor === null ? '–' : money(totalMinor, decision.currency)}</span>
        <Verdict bar={bar} currency={decision.currency} />
      </button>
      {opened ? (
        <div className={classes['offers']}>
          {kind === 'chosen' ? (
            <p className="quiet">
              {t('decision.goods')} {money(candidate.goodsMinor, decision.currency)} · {t('decision.parcel')}{' '}
              {money(candidate.parcelMinor, decision.currency)}
              {candidate.alreadyOpen ? ` · ${t('decision.open-parcel')}` : ''}
            </p>
          ) : null}
          <CandidateOffers offers={candidate.offers} lines={decision.lines} />
        </div>
      ) : null}
    </li>
  );
}

/** Why it won or lost, in a few words. */
function Verdict({ bar, currency }: { bar: CandidateBar; currency: string }): ReactNode {
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
