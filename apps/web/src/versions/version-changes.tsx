import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { contentChanges, currencyOf, type VersionContent } from './content.js';
import type { FieldSection } from './fields.js';
import { useValueText } from './use-value-text.js';
import classes from './version-facts.module.css';

interface VersionChangesProps {
  sections: readonly FieldSection[];
  from: VersionContent;
  to: VersionContent;
}

/** What one version says another way than the other. */
export function VersionChanges({ sections, from, to }: VersionChangesProps): ReactNode {
  const { t, word } = useI18n();
  const textOf = useValueText();
  const changes = contentChanges(sections, from, to);
  if (changes.length === 0) return <p className="quiet">{t('policy.changes.none')}</p>;
  return (
    <ul className={classes['changes']}>
      {changes.map((change) => (
        <li key={change.field.pointer}>
          <strong>{word('policy-field', change.field.name)}</strong>{' '}
          <span>
            {textOf(change.field, change.from, currencyOf(from))} → {textOf(change.field, change.to, currencyOf(to))}
          </span>
        </li>
      ))}
    </ul>
  );
}
