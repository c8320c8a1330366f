import type { ReactNode } from 'react';
import type { FieldProblem } from '../api/problem.js';
import { useI18n } from '../i18n/i18n.js';
import { Section } from '../ui/page.js';
import { problemsAt, valueAt, type VersionContent } from './content.js';
import { FieldInput } from './field-input.js';
import type { KnownNames } from './field-props.js';
import type { FieldSection } from './fields.js';
import classes from './version-form.module.css';

interface VersionFormProps {
  sections: readonly FieldSection[];
  content: VersionContent;
  set: (pointer: string, value: unknown) => void;
  problems: readonly FieldProblem[];
  known: KnownNames;
}

/** A version to be edited: each field with what it does, and what the server found wrong with it. */
export function VersionForm({ sections, content, set, problems, known }: VersionFormProps): ReactNode {
  const { t } = useI18n();
  return sections.map((section) => (
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
