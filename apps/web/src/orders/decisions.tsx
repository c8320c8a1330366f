import { SegmentedControl, Tooltip } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { Section } from '../ui/page.js';
import { At } from '../ui/values.js';
import { CandidateRow } from './candidate-row.js';
import { decisionBars } from './decision-bars.js';
import classes from './decisions.module.css';

/** Why these suppliers: each routing of the order with its winners, its losers and the reasons. */
export function Decisions({ decisions }: { decisions: readonly RoutingDecision[] }): ReactNode {
  const { t } = useI18n();
  const [version, setVersion] = useState<number | null>(null);
  const shown = decisions.find(({ routingVersion }) => routingVersion === version) ?? decisions[0];
  return (
    <Section
      title={t('decision.title')}
      tools={
        decisions.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label={t('decision.title')}
            value={String(shown?.routingVersion ?? '')}
            onChange={(value) => setVersion(Number(value))}
            data={[...decisions].reverse().map(({ routingVersion }) => ({
              value: String(routingVersion),
              label: t('decision.version', { version: routingVersion }),
            }))}
          />
        ) : null
      }
    >
      {shown ? <Decision decision={shown} /> : <p className="quiet">{t('decision.none')}</p>}
    </Section>
  );
}

function Decision({ decision }: { decision: RoutingDecision }): ReactNode {
  const { t } = useI18n();
  const { bars, bound } = decisionBars(decision);
  const unfilled = decision.unfilled.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <div className={classes['decision']}>
      {decision.plan.length > 0 ? <Verdict decision={decision} /> : null}
      {unfilled > 0 ? (
        <p className="tone-bad">
          <Icon name="alert" size={13} /> {t('decision.unfilled', { count: unfilled })}
        </p>
      ) : null}
      <ul className={classes['candidates']}>
        {bars.map((bar) => (
          <CandidateRow key={bar.candidate.supplierId} bar={bar} bound={bound} decision={decision} />
        ))}
      </ul>
      {decision.plan.length > 0 ? <Legend /> : null}
    </div>
  );
}

function Legend(): ReactNode {
  const { t } = useI18n();
  return (
    <p className={classes['legend']}>
      <span className={classes['swatch']} data-kind="goods" /> {t('decision.goods')}
      <span className={classes['swatch']} data-kind="parcel" /> {t('decision.parcel')}
      <span className={classes['scale']}>{t('decision.scale')}</span>
    </p>
  );
}

/** The cost of the plan, and how near it is to the best that can be. */
function Verdict({ decision }: { decision: RoutingDecision }): ReactNode {
  const { t, money } = useI18n();
  const gap = money(decision.costMinor - decision.lowerBoundMinor, decision.currency);
  return (
    <p className={classes['verdict']}>
      <span>
        {t('decision.cost')} <strong>{money(decision.costMinor, decision.currency)}</strong>
      </span>
      <Tooltip label={decision.proven ? t('decision.proven.why') : t('decision.unproven.why')} multiline w={260}>
        <span className={decision.proven ? 'tone-good' : 'tone-wait'} tabIndex={0}>
          <Icon name={decision.proven ? 'check' : 'alert'} size={13} />{' '}
          {decision.proven ? t('decision.proven') : t('decision.unproven', { amount: gap })}
        </span>
      </Tooltip>
      <span className="quiet">
        {t('decision.bound', { amount: money(decision.lowerBoundMinor, decision.currency) })}
      </span>
      <span className="quiet">{t('decision.policy', { version: decision.policyVersion })}</span>
      <span className="quiet">
        <At at={decision.decidedAt} />
      </span>
    </p>
  );
}
