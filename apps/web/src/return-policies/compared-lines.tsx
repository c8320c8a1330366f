import type { ReactNode } from 'react';
import type { AssessedLine, ComparedLine } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Clauses } from '../returns/return-lines.js';
import classes from './return-policy-preview.module.css';

/** Each line with both answers side by side; what is answered otherwise is marked, and said. */
export function ComparedLines({ lines }: { lines: readonly ComparedLine[] }): ReactNode {
  const { t } = useI18n();
  return (
    <ul className={classes['lines']}>
      {lines.map((line) => (
        <li key={`${line.orderLineId} ${line.supplierId ?? ''}`} data-changed={line.otherwise.length > 0 || undefined}>
          <span>
            <span className="num">{line.quantity} ×</span> {line.title} <code className="quiet">{line.sku}</code>
          </span>
          {line.otherwise.length === 0 ? <span className="quiet"> · {t('return-preview.same')}</span> : null}
          <dl className={classes['sides']}>
            {line.otherwise.length === 0 ? null : <Side name={t('return-preview.active')} answer={line.active} />}
            <Side name={t('return-preview.draft')} answer={line.draft} />
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Side({ name, answer }: { name: string; answer: AssessedLine }): ReactNode {
  const { t, word } = useI18n();
  const { allowed, clause, destination, payer, clauses } = answer;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className={allowed ? 'tone-good' : 'tone-bad'}>
          {t(allowed ? 'return-preview.allowed' : 'return-preview.refused')}
        </span>
        : {word('clause', clause)}
        {allowed ? (
          <span className={classes['way']}>
            {t('return.line.way', { destination: word('destination', destination), payer: word('payer', payer) })}
          </span>
        ) : null}
        <Clauses clauses={clauses} />
      </dd>
    </div>
  );
}
