import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { NeedsPerson } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { cx } from '../ui/cx.js';
import { StatusMark } from '../ui/status-mark.js';
import { Ago, Money } from '../ui/values.js';
import classes from './needs-person-list.module.css';

const looks = {
  held: { tone: 'tone-wait', shape: 'pause' },
  unroutable: { tone: 'tone-bad', shape: 'alert' },
  stalled: { tone: 'tone-wait', shape: 'pause' },
  expired: { tone: 'tone-bad', shape: 'alert' },
} as const;

/** What is said where the service names no reason or action: the kind alone is clear. */
const usualReason = {
  held: 'OTHER',
  unroutable: 'UNROUTABLE',
  stalled: 'PARCEL_STALLED',
  expired: 'ACKNOWLEDGE_OVERDUE',
} as const;
const usualAction = {
  held: 'RELEASE_OR_CANCEL',
  unroutable: 'CANCEL_OR_REROUTE',
  stalled: 'ASK_CARRIER',
  expired: 'ASK_SUPPLIER',
} as const;

/** Orders that do not move on by themselves, those with most at risk first. */
export function NeedsPersonList({ items }: { items: readonly NeedsPerson[] }): ReactNode {
  const { t } = useI18n();
  if (items.length === 0) return <p className="quiet">{t('now.needs.empty')}</p>;
  return (
    <ul className={classes['list']}>
      {items.map((item) => (
        <li key={item.orderId + item.kind}>
          <Entry item={item} />
        </li>
      ))}
    </ul>
  );
}

function Entry({ item }: { item: NeedsPerson }): ReactNode {
  const { t, word } = useI18n();
  const { tone, shape } = looks[item.kind];
  return (
    <Link to="/orders/$orderId" params={{ orderId: item.orderId }} className={classes['entry']}>
      <span className={cx(classes['kind'], tone)}>
        <StatusMark shape={shape} /> {t(`now.needs.${item.kind}`)}
      </span>
      <span className={classes['what']}>
        <strong>{item.externalId}</strong> {word('reason', item.reasonCode ?? usualReason[item.kind])}
        <span className="quiet"> · {word('next', item.nextAction ?? usualAction[item.kind])}</span>
      </span>
      <span className={classes['since']}>
        <Ago at={item.since} />
      </span>
      <span className={classes['money']}>
        <Money minor={item.totalMinor} currency={item.currency} />
      </span>
    </Link>
  );
}
