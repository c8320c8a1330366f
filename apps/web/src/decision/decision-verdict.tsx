import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { StackedBar } from '../plot/stacked-bar.js';
import { Icon } from '../ui/icon.js';
import { At } from '../ui/values.js';
import { CostLegend } from './cost-legend.js';
import { mergedParts, sumOf, takenParts } from './cost-parts.js';
import { stacked } from './decision-bars.js';
import classes from './decisions.module.css';

/** The cost of the plan part by part, and how near it is to the best that can be. */
export function DecisionVerdict({ decision }: { decision: RoutingDecision }): ReactNode {
  const { t, money } = useI18n();
  const { currency, costMinor, lowerBoundMinor } = decision;
  const parts = mergedParts(decision.candidates.flatMap((candidate) => takenParts(candidate, currency)));
  const unfilled = decision.unfilled.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <div className={classes['verdict']}>
      {decision.plan.length > 0 ? (
        <>
          <p className={classes['sentence']}>
            <span>
              {t('decision.cost')} <strong>{money(costMinor, currency)}</strong>
            </span>
            <Proof decision={decision} />
            <span className="quiet">{t('decision.bound', { amount: money(lowerBoundMinor, currency) })}</span>
            <Facts decision={decision} />
          </p>
          <StackedBar
            parts={stacked(parts, Math.max(1, sumOf(parts)))}
            mark={Math.min(1, lowerBoundMinor / Math.max(1, sumOf(parts)))}
          />
          <CostLegend parts={parts} currency={currency} />
        </>
      ) : (
        <p className={classes['sentence']}>
          <Facts decision={decision} />
        </p>
      )}
      {unfilled > 0 ? (
        <p className="tone-bad">
          <Icon name="alert" size={13} /> {t('decision.unfilled', { count: unfilled })}
        </p>
      ) : null}
    </div>
  );
}

function Proof({ decision }: { decision: RoutingDecision }): ReactNode {
  const { t, money } = useI18n();
  const gap = money(decision.costMinor - decision.lowerBoundMinor, decision.currency);
  return (
    <Tooltip label={decision.proven ? t('decision.proven.why') : t('decision.unproven.why')} multiline w={260}>
      <span className={decision.proven ? 'tone-good' : 'tone-wait'} tabIndex={0}>
        <Icon name={decision.proven ? 'check' : 'alert'} size={13} />{' '}
        {decision.proven ? t('decision.proven') : t('decision.unproven', { amount: gap })}
      </span>
    </Tooltip>
  );
}

/** Under which policy, and when. */
function Facts({ decision }: { decision: RoutingDecision }): ReactNode {
  const { t } = useI18n();
  return (
    <span className="quiet">
      {t('decision.policy', { version: decision.policyVersion })} · <At at={decision.decidedAt} />
    </span>
  );
}
