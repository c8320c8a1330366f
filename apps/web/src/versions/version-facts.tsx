import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { Section } from '../ui/page.js';
import { currencyOf, valueAt, type VersionContent } from './content.js';
import type { FieldSection } from './fields.js';
import classes from './version-facts.module.css';
import { useValueText } from './use-value-text.js';

interface VersionFactsProps {
  sections: readonly FieldSection[];
  content: VersionContent;
}

/** A version to be read. */
export function VersionFacts({ sections, content }: VersionFactsProps): ReactNode {
  const { t, word } = useI18n();
  const textOf = useValueText();
  return sections.map((section) => (
    <Section key={section.name} title={t(`policy.section.${section.name}`)}>
      <dl className={classes['facts']}>
        {section.fields.map((field) => (
          <div key={field.pointer}>
            <dt>{word('policy-field', field.name)}</dt>
            <dd>{textOf(field, valueAt(content, field.pointer), currencyOf(content))}</dd>
          </div>
        ))}
      </dl>
    </Section>
  ));
}
