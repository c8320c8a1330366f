import type { ReactNode } from 'react';
import type { PolicyContent } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import classes from './policy-facts.module.css';
import { policyChanges } from './policy-values.js';
import { useValueText } from './use-value-text.js';

interface PolicyChangesProps {
  from: PolicyContent;
  to: PolicyContent;
}

/** What one policy does another way than the other. */
export function PolicyChanges({ from, to }: PolicyChangesProps): ReactNode {
  const { t, word } = useI18n();
  const textOf = useValueText();
  const changes = policyChanges(from, to);
  if (changes.length === 0) return <p className="quiet">{t('policy.changes.none')}</p>;
  return (
    <ul className={classes['changes']}>
      {changes.map((change) => (
        <li key={change.field.pointer}>
          <strong>{word('policy-field', change.field.name)}</strong>{' '}
          <span>
            {textOf(change.field, change.from, from.currency)} → {textOf(change.field, change.to, to.currency)}
          </span>
        </li>
      ))}
    </ul>
  );
}
