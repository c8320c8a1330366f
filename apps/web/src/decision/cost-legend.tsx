import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { Swatch } from '../plot/stacked-bar.js';
import { type CostPart, isPaid } from './cost-parts.js';
import classes from './decisions.module.css';

interface CostLegendProps {
  parts: readonly CostPart[];
  currency: string;
}

/** Each part of a cost by its name and amount; what nobody is paid says so. */
export function CostLegend({ parts, currency }: CostLegendProps): ReactNode {
  const { t, money } = useI18n();
  const weighed = parts.filter(({ kind }) => !isPaid(kind));
  const item = ({ kind, minor }: CostPart): ReactNode => (
    <li key={kind}>
      <Swatch kind={kind} /> {t(`decision.part.${kind}`)} <span className="num">{money(minor, currency)}</span>
    </li>
  );
  return (
    <ul className={classes['legend']}>
      {parts.filter(({ kind }) => isPaid(kind)).map(item)}
      {weighed.length > 0 ? <li className={classes['weighed']}>{t('decision.weighed')}</li> : null}
      {weighed.map(item)}
    </ul>
  );
}
