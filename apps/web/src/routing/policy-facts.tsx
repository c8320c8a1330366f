import type { ReactNode } from 'react';
import type { PolicyContent } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Section } from '../ui/page.js';
import { policySections } from './policy-fields.js';
import classes from './policy-facts.module.css';
import { valueAt } from './policy-values.js';
import { useValueText } from './use-value-text.js';

/** A policy to be read. */
export function PolicyFacts({ content }: { content: PolicyContent }): ReactNode {
  const { t, word } = useI18n();
  const textOf = useValueText();
  return policySections.map((section) => (
    <Section key={section.name} title={t(`policy.section.${section.name}`)}>
      <dl className={classes['facts']}>
        {section.fields.map((field) => (
          <div key={field.pointer}>
            <dt>{word('policy-field', field.name)}</dt>
            <dd>{textOf(field, valueAt(content, field.pointer), content.currency)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  ));
}
