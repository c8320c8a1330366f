import type { ReactNode } from 'react';
import type { FieldProblem } from '../api/problem.js';
import type { PolicyContent } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Section } from '../ui/page.js';
import { FieldInput } from './field-input.js';
import { policySections } from './policy-fields.js';
import classes from './policy-form.module.css';
import { problemsAt, valueAt } from './policy-values.js';

interface PolicyFormProps {
  content: PolicyContent;
  set: (pointer: string, value: unknown) => void;
  problems: readonly FieldProblem[];
  supplierCodes: readonly string[];
}

/** A policy to be edited: each field with what it does, and what the server found wrong with it. */
export function PolicyForm({ content, set, problems, supplierCodes }: PolicyFormProps): ReactNode {
  const { t } = useI18n();
  const groups = valueAt(content, '/groups');
  const groupNames = Array.isArray(groups) ? groups.map((group) => `@${String(valueAt(group, '/name'))}`) : [];
  const known = { currency: content.currency, suppliers: [...supplierCodes, ...groupNames] };
  return policySections.map((section) => (
    <Section key={section.name} title={t(`policy.section.${section.name}`)}>
      <p className={classes['lead']}>{t(`policy.section.${section.name}.lead`)}</p>
      <div className={classes['fields']}>
        {section.fields.map((field) => (
          <div key={field.pointer} className={field.columns ? classes['wide'] : undefined}>
            <FieldInput
              field={field}
              pointer={field.pointer}
              value={valueAt(content, field.pointer)}
              onChange={(value) => set(field.pointer, value)}
              problems={problemsAt(problems, field.pointer)}
              known={known}
            />
          </div>
        ))}
      </div>
    </Section>
  ));
}
