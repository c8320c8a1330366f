import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order, RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Section } from '../ui/page.js';
import { CandidateList } from './candidate-list.js';
import { DecisionVerdict } from './decision-verdict.js';
import classes from './decisions.module.css';
import { RoutingStory } from './routing-story.js';

interface DecisionsProps {
  order: Order;
  /** The newest first. */
  decisions: readonly RoutingDecision[];
}

/** Why these suppliers, as a part of the order's page: the newest routing, and the way to all of it. */
export function Decisions({ order, decisions }: DecisionsProps): ReactNode {
  const { t } = useI18n();
  const [newest] = decisions;
  if (!newest) {
    return (
      <Section title={t('decision.title')}>
        <p className="quiet">{t('decision.none')}</p>
      </Section>
    );
  }
  return (
    <Section
      title={t('decision.title')}
      tools={
        <Link
          to="/orders/$orderId/decision"
          params={{ orderId: order.id }}
          search={{ version: undefined, view: undefined }}
          className="link"
        >
          {t('decision.open')}
        </Link>
      }
    >
      <div className={classes['decision']}>
        {decisions.length > 1 ? <RoutingStory order={order} decisions={decisions} shown={newest} /> : null}
        <DecisionVerdict decision={newest} />
        <CandidateList level="h3" decision={newest} />
      </div>
    </Section>
  );
}
