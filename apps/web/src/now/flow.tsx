import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Figures } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { cx } from '../ui/cx.js';
import { Flash } from '../ui/flash.js';
import { Icon } from '../ui/icon.js';
import { useNow } from '../ui/use-now.js';
import { flowOf, ordersAt, type FlowStep, type FlowStepName } from './flow-steps.js';
import classes from './flow.module.css';

/** The status of the list of orders behind each step. */
const statusBehind: Record<FlowStepName, string> = {
  placed: 'placed',
  routed: 'routed',
  sent: 'routed',
  acknowledged: 'routed',
  shipped: 'shipped',
  delivered: 'delivered',
};

/** The way of an order as a route with its stops: how many stand at each, how fast they move, who waits longest. */
export function Flow({ figures }: { figures: Figures }): ReactNode {
  const { t } = useI18n();
  return (
    <section aria-label={t('now.flow')}>
      <ol className={classes['flow']}>
        {flowOf(figures).map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
      <p className={classes['aside']}>
        <Aside figures={figures} stage="held" icon="parked" tone="tone-wait" />
        <Aside figures={figures} stage="unroutable" icon="alert" tone="tone-bad" />
      </p>
    </section>
  );
}

function Step({ step }: { step: FlowStep }): ReactNode {
  const { t, number } = useI18n();
  const { name, orders, lastMinute } = step;
  return (
    <li className={classes['step']} data-moving={lastMinute > 0}>
      <span className={classes['stop']} aria-hidden="true" />
      <Link to="/orders" search={{ status: statusBehind[name], q: undefined }} className={classes['link']}>
        <span className={classes['name']}>{t(`now.step.${name}`)}</span>
        <span className={classes['count']}>
          <Flash value={orders}>{number(orders)}</Flash>
        </span>
        <span className={classes['what']}>{t(`now.wait.${name}`)}</span>
      </Link>
      <span className={classes['rate']}>{t('now.rate', { count: lastMinute })}</span>
      <Oldest step={step} />
    </li>
  );
}

/** Who has waited longest at a step, and whether that is too long. */
function Oldest({ step }: { step: FlowStep }): ReactNode {
  const { t, duration, date } = useI18n();
  const now = useNow();
  const { oldest, lateAfterSeconds } = step;
  if (lateAfterSeconds === null) return <span className={classes['rate']}>{t('now.delivered-day')}</span>;
  if (!oldest) return <span className={classes['rate']}>{t('now.none-waiting')}</span>;
  const seconds = (now - Date.parse(oldest.since)) / 1000;
  const isLate = seconds > lateAfterSeconds;
  return (
    <Link
      to="/orders/$orderId"
      params={{ orderId: oldest.orderId }}
      className={cx(classes['oldest'], isLate && 'tone-wait')}
      title={`${oldest.externalId} · ${date(oldest.since, 'exact')}`}
    >
      {isLate ? <Icon name="alert" size={12} /> : null}
      {t('now.oldest', { duration: duration(seconds) })}
    </Link>
  );
}

interface AsideProps {
  figures: Figures;
  stage: 'held' | 'unroutable';
  icon: 'parked' | 'alert';
  tone: string;
}

/** Orders that left the way and wait beside it. */
function Aside({ figures, stage, icon, tone }: AsideProps): ReactNode {
  const { t } = useI18n();
  const count = ordersAt(figures, stage);
  if (count === 0) return null;
  return (
    <Link to="/orders" search={{ status: stage, q: undefined }} className={cx(classes['aside-link'], tone)}>
      <Icon name={icon} size={13} /> {t(`now.aside.${stage}`, { count })}
    </Link>
  );
}
