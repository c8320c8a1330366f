import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order, RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { At } from '../ui/values.js';
import classes from './decisions.module.css';
import { rerouteCause } from './reroute-cause.js';

interface RoutingStoryProps {
  order: Order;
  /** The newest first. */
  decisions: readonly RoutingDecision[];
  shown: RoutingDecision;
}

/** Each routing of the order in a line: when, because of what, to whom, for how much. */
export function RoutingStory({ order, decisions, shown }: RoutingStoryProps): ReactNode {
  const { t, money } = useI18n();
  return (
    <ol className={classes['story']} aria-label={t('decision.story')}>
      {[...decisions].reverse().map((decision) => {
        const winners = decision.candidates.filter(({ chosen }) => chosen).map(({ supplierCode }) => supplierCode);
        const isShown = decision.routingVersion === shown.routingVersion;
        return (
          <li key={decision.routingVersion} data-shown={isShown || undefined}>
            <Link
              to="/orders/$orderId/decision"
              params={{ orderId: order.id }}
              search={(search) => ({ view: undefined, ...search, version: String(decision.routingVersion) })}
              className={classes['version']}
              aria-current={isShown ? 'true' : undefined}
            >
              {t('decision.version', { version: decision.routingVersion })}
            </Link>
            <span className={classes['because']}>
              <Cause decision={decision} order={order} />{' '}
              {winners.length > 0 ? `→ ${winners.join(', ')}` : `→ ${t('decision.nobody')}`}
            </span>
            <span className="num">{money(decision.costMinor, decision.currency)}</span>
            <span className="quiet">
              <At at={decision.decidedAt} style="short" />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Cause({ decision, order }: { decision: RoutingDecision; order: Order }): ReactNode {
  const { t } = useI18n();
  const cause = rerouteCause(decision, order);
  const units = decision.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (cause === null) return t('decision.because.first', { units });
  return t(`decision.because.${cause.kind}`, { supplier: cause.supplierCode, units });
}
