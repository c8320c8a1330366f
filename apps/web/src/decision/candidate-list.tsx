import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { CandidateRow } from './candidate-row.js';
import { decisionBars } from './decision-bars.js';
import classes from './decisions.module.css';

/** Losers that are shown before a person asks for the rest: the near ones tell the most. */
const LOSERS_SHOWN = 6;

interface CandidateListProps {
  decision: RoutingDecision;
  /** One below the heading that stands above the list. */
  level: 'h2' | 'h3';
}

/** The parcels of the plan, and under them who lost and why. */
export function CandidateList({ decision, level: Heading }: CandidateListProps): ReactNode {
  const { t } = useI18n();
  const [all, setAll] = useState(false);
  const { bars, bound } = decisionBars(decision);
  const winners = bars.filter(({ kind }) => kind === 'chosen');
  const losers = bars.filter(({ kind }) => kind !== 'chosen');
  const shown = all ? losers : losers.slice(0, LOSERS_SHOWN);
  return (
    <>
      {winners.length > 0 ? (
        <Heading className={classes['group']}>{t('decision.parcels', { count: winners.length })}</Heading>
      ) : null}
      <ul className={classes['candidates']}>
        {winners.map((bar) => (
          <CandidateRow key={bar.candidate.supplierId} {...{ bar, bound, decision }} />
        ))}
      </ul>
      {losers.length > 0 ? (
        <Heading className={classes['group']}>{t('decision.losers', { count: losers.length })}</Heading>
      ) : null}
      <ul className={classes['candidates']}>
        {shown.map((bar) => (
          <CandidateRow key={bar.candidate.supplierId} {...{ bar, bound, decision }} />
        ))}
      </ul>
      {shown.length < losers.length ? (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          {t('decision.more', { count: losers.length - shown.length })}
        </Button>
      ) : null}
      {winners.length > 0 ? <p className={classes['scale']}>{t('decision.scale')}</p> : null}
    </>
  );
}
