import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { cx } from '../ui/cx.js';
import type { ChangeBar } from './figures.js';
import classes from './simulation.module.css';

/** The decisions that change most: cheaper to the left, dearer to the right, each with the way to its decision. */
export function ChangeBars({ bars }: { bars: readonly ChangeBar[] }): ReactNode {
  const { t } = useI18n();
  if (bars.length === 0) return <p className="quiet">{t('simulation.no-change')}</p>;
  return (
    <ul className={classes['changes']}>
      {bars.map((bar) => (
        <Row key={`${bar.decision.orderId}/${bar.decision.routingVersion}`} bar={bar} />
      ))}
    </ul>
  );
}

/** Dearer is worse. */
function toneOf(difference: number): string {
  if (difference === 0) return 'quiet';
  return difference < 0 ? 'tone-good' : 'tone-bad';
}

function Row({ bar: { decision, share } }: { bar: ChangeBar }): ReactNode {
  const { t, money } = useI18n();
  const { before, after, paidDifferenceMinor, currency } = decision;
  const parcels = after.parcels - before.parcels;
  const unfilled = after.unfilledUnits - before.unfilledUnits;
  const signed = (value: number, text: string): string => `${value < 0 ? '−' : '+'}${text}`;
  return (
    <li>
      <Link
        to="/orders/$orderId/decision"
        params={{ orderId: decision.orderId }}
        search={{ version: String(decision.routingVersion), view: undefined }}
        className="link mono"
      >
        …{decision.orderId.slice(-8)}
      </Link>
      <svg className={classes['plot']} height="14" aria-hidden="true" focusable="false">
        <rect
          x={`${(50 + Math.min(0, share) * 50).toFixed(2)}%`}
          width={`${(Math.abs(share) * 50).toFixed(2)}%`}
          y="2"
          height="10"
          rx="2"
          data-kind={share < 0 ? 'saves' : 'costs'}
        />
        <line x1="50%" x2="50%" y1="0" y2="14" />
      </svg>
      <span className={cx('num', toneOf(paidDifferenceMinor))}>
        {paidDifferenceMinor === 0
          ? t('preview.same')
          : signed(paidDifferenceMinor, money(Math.abs(paidDifferenceMinor), currency))}
      </span>
      <span className="quiet">
        {parcels === 0 ? '' : t('simulation.parcels', { sign: parcels < 0 ? '−' : '+', count: Math.abs(parcels) })}
        {parcels !== 0 && unfilled !== 0 ? ' · ' : ''}
        {unfilled === 0 ? '' : t('simulation.unfilled', { sign: unfilled < 0 ? '−' : '+', count: Math.abs(unfilled) })}
      </span>
    </li>
  );
}
