import type { ReactNode } from 'react';
import type { ReturnPolicyPreview } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Blank } from '../ui/states.js';
import { waysOf } from './answer-facts.js';
import { ComparedLines } from './compared-lines.js';
import classes from './return-policy-preview.module.css';

/** How much a policy would answer otherwise over many orders, by which clause, and on which of them. */
export function AnswerCounts({ changes, items }: Pick<ReturnPolicyPreview, 'changes' | 'items'>): ReactNode {
  const { t, word, number } = useI18n();
  const { orders, lines, linesOtherwise, byClause } = changes;
  if (orders === 0)
    return <Blank icon="search" title={t('return-preview.empty.title')} body={t('return-preview.empty.body')} />;
  const ways = waysOf(changes);
  return (
    <div className={classes['counts']}>
      <p className={classes['headline']} role="status">
        {t('return-preview.lines', { count: linesOtherwise, lines })}
      </p>
      <p className="quiet">{t('return-preview.over', { orders })}</p>
      {ways.length === 0 ? null : (
        <ul className={classes['ways']}>
          {ways.map(({ key, lines: count }) => (
            <li key={key}>{t(`return-preview.${key}`, { count })}</li>
          ))}
        </ul>
      )}
      {byClause.length === 0 ? null : (
        <table className={classes['clauses']}>
          <caption>{t('return-preview.by-clause')}</caption>
          <tbody>
            {byClause.map(({ from, to, lines: count }) => (
              <tr key={`${from} ${to}`}>
                <th scope="row">
                  {word('clause', from)} → {word('clause', to)}
                </th>
                <td className="num">{number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {items.map(({ orderId, externalId, lines: compared }) => (
        <details key={orderId} className={classes['order']}>
          <summary>{externalId}</summary>
          <ComparedLines lines={compared.filter(({ otherwise }) => otherwise.length > 0)} />
        </details>
      ))}
    </div>
  );
}
