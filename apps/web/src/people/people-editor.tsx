import { Button } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { isProblem } from '../api/problem.js';
import type { ShopContact } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { fieldError } from '../ui/field-error.js';
import { Blank } from '../ui/states.js';
import { LeaveGuard } from '../versions/leave-guard.js';
import { Notice, Refused } from '../versions/notices.js';
import { SaveButtons } from '../versions/save-buttons.js';
import versions from '../versions/versions.module.css';
import { PEOPLE_MAX } from './people-draft.js';
import classes from './people.module.css';
import { PersonFields } from './person-fields.js';
import { type PeopleDraft, usePeople } from './use-people.js';

interface PeopleEditorProps {
  merchantId: string;
  contacts: readonly ShopContact[];
}

/** All people of a shop: added, changed, removed, and saved together. */
export function PeopleEditor({ merchantId, contacts }: PeopleEditorProps): ReactNode {
  const { t, language } = useI18n();
  const draft = usePeople(merchantId, contacts);
  const list = useRef<HTMLDivElement>(null);
  const { people, save } = draft;
  const faulty = draft.faults.flat().length;
  const isFull = people.length >= PEOPLE_MAX;
  const add = (
    <Button disabled={isFull} onClick={() => draft.add(language)}>
      {t('people.add')}
    </Button>
  );
  return (
    <>
      <LeaveGuard isChanged={draft.isChanged} />
      <PeopleBar draft={draft}>{people.length === 0 ? null : add}</PeopleBar>
      {faulty === 0 ? null : (
        <Notice>
          <p className="tone-bad">{t('policy.problems', { count: faulty })}</p>
        </Notice>
      )}
      {save.isError ? (
        <Refused error={save.error} problems={isProblem(save.error) ? save.error.errors.length : 0} />
      ) : null}
      {fieldError(save.error, '/contacts') ? <p className="tone-bad">{fieldError(save.error, '/contacts')}</p> : null}
      <div ref={list} role="group" tabIndex={-1} aria-label={t('told.tab.people')} className={classes['people']}>
        {people.map((person, place) => (
          <PersonFields
            key={person.id}
            person={person}
            place={place}
            faults={draft.faults[place] ?? []}
            refusal={save.error}
            onChange={draft.change}
            onRemove={() => {
              draft.remove(person.id);
              // What had the focus is gone: the keyboard goes on from the list.
              list.current?.focus();
            }}
          />
        ))}
      </div>
      {people.length === 0 ? (
        <Blank icon="messages" title={t('people.empty.title')} body={t('people.empty.body')} action={add} />
      ) : null}
      {isFull ? <p className="quiet">{t('people.full')}</p> : null}
    </>
  );
}

/** What can be done with all of them. */
function PeopleBar({ draft, children }: { draft: PeopleDraft; children: ReactNode }): ReactNode {
  const { t } = useI18n();
  const { isChanged, save, run, discard } = draft;
  return (
    <div className={versions['bar']}>
      <SaveButtons isChanged={isChanged} isSaving={save.isPending} onSave={run} onDiscard={discard} />
      {children}
      <span role="status" className="quiet">
        {t(isChanged ? 'policy.unsaved' : 'policy.saved')}
      </span>
    </div>
  );
}
