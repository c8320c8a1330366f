import type { ReactNode } from 'react';
import type { DecisionFigure } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import classes from './decisions.module.css';

/** What was known of a supplier's reliability: each share with how much was seen of it, and the belief it began from. */
export function SupplierFigures({ figures }: { figures: readonly DecisionFigure[] }): ReactNode {
  const { t, word, number } = useI18n();
  if (figures.length === 0) return null;
  const percent = (permille: number): string => t('decision.percent', { share: number(permille / 10, 1) });
  return (
    <dl className={classes['figures']}>
      {figures.map((figure) => (
        <div key={figure.name}>
          <dt>{word('figure', figure.name)}</dt>
          <dd>
            {percent(figure.permille)}{' '}
            <span className="quiet">
              {t('decision.figure.seen', { cases: number(figure.cases), prior: percent(figure.priorPermille) })}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
