import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { messageLanguages, shopTemplates } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { fieldError } from '../ui/field-error.js';
import { inOrder, type PersonDraft, type PersonFault } from './people-draft.js';
import classes from './people.module.css';

/** RFC 5321, 4.5.3.1.3. */
const ADDRESS_MAX = 254;

interface PersonFieldsProps {
  person: PersonDraft;
  /** From 0. */
  place: number;
  faults: readonly PersonFault[];
  /** Why the server did not take them, or null. */
  refusal: Error | null;
  onChange: (changed: PersonDraft) => void;
  onRemove: () => void;
}

/** One address, its language, and what it hears of. */
export function PersonFields(props: PersonFieldsProps): ReactNode {
  const { person, place, faults, refusal, onChange, onRemove } = props;
  const { t } = useI18n();
  const { email, language, templates, unsubscribed } = person;
  const at = `/contacts/${place}`;
  const name = t('people.person', { number: place + 1 });
  const atEmail = faults.find((fault) => fault !== 'people.fault.subjects');
  return (
    <fieldset className={classes['person']}>
      <legend>{name}</legend>
      <div className={classes['fields']}>
        <TextInput
          type="email"
          label={t('people.email')}
          autoComplete="off"
          // Of all people only a new one has no address when it comes.
          autoFocus={email === ''}
          maxLength={ADDRESS_MAX}
          value={email}
          onChange={(event) => onChange({ ...person, email: event.currentTarget.value })}
          error={atEmail ? t(atEmail) : fieldError(refusal, `${at}/email`)}
        />
        <NativeSelect
          label={t('people.language')}
          value={language}
          onChange={(event) => {
            const next = messageLanguages.find((one) => one === event.currentTarget.value);
            if (next) onChange({ ...person, language: next });
          }}
          data={messageLanguages.map((one) => ({ value: one, label: t(`told.language.${one}`) }))}
          error={fieldError(refusal, `${at}/language`)}
        />
        <NativeSelect
          label={t('people.hears')}
          value={templates === null ? 'all' : 'some'}
          onChange={(event) =>
            onChange({ ...person, templates: event.currentTarget.value === 'all' ? null : [...shopTemplates] })
          }
          data={(['all', 'some'] as const).map((one) => ({ value: one, label: t(`people.hears.${one}`) }))}
        />
        <Button variant="subtle" aria-label={t('people.remove-which', { email: email || name })} onClick={onRemove}>
          {t('people.remove')}
        </Button>
      </div>
      {templates === null ? null : (
        <Subjects
          templates={templates}
          error={
            faults.includes('people.fault.subjects')
              ? t('people.fault.subjects')
              : fieldError(refusal, `${at}/templates`)
          }
          onChange={(next) => onChange({ ...person, templates: next })}
        />
      )}
      <Unsubscribed subjects={unsubscribed} />
    </fieldset>
  );
}

interface SubjectsProps {
  templates: readonly string[];
  error: string | undefined;
  onChange: (templates: string[]) => void;
}

function Subjects({ templates, error, onChange }: SubjectsProps): ReactNode {
  const { t, word } = useI18n();
  return (
    <Checkbox.Group
      label={t('people.subjects')}
      error={error}
      value={[...templates]}
      onChange={(next) => onChange(inOrder(next, shopTemplates))}
    >
      <div className={classes['subjects']}>
        {shopTemplates.map((subject) => (
          <Checkbox key={subject} size="xs" value={subject} label={word('team-subject', subject)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function Unsubscribed({ subjects }: { subjects: readonly string[] }): ReactNode {
  const { t, word } = useI18n();
  if (subjects.length === 0) return null;
  const names = subjects.map((subject) => word('team-subject', subject)).join(', ');
  return <p className="tone-wait">{t('people.unsubscribed', { subjects: names })}</p>;
}
