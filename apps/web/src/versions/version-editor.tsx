import { type ReactNode, useState } from 'react';
import { DraftBar } from './draft-bar.js';
import { DraftNotices } from './draft-notices.js';
import type { KnownNames } from './field-props.js';
import type { FieldSection } from './fields.js';
import { LeaveGuard } from './leave-guard.js';
import { NameField } from './name-field.js';
import { type Draft, useDraft } from './use-draft.js';
import type { VersionStep } from './use-step.js';
import type { VersionCalls } from './version-calls.js';
import { VersionDialogs } from './version-dialogs.js';
import { VersionFacts } from './version-facts.js';
import { VersionForm } from './version-form.js';
import type { Versioned } from './versioned.js';
import classes from './versions.module.css';

interface VersionEditorProps<V extends Versioned> {
  version: V;
  active: V | null;
  calls: VersionCalls<V>;
  sections: readonly FieldSection[];
  /** What a field may name, given what the draft says. */
  known: (content: V['content']) => KnownNames;
  /** What each step does; why it is only read. */
  words: Readonly<Record<VersionStep | 'readOnly', string>>;
  /** What can be done with a version that is only read. */
  readTools?: (ask: (step: VersionStep) => void) => ReactNode;
  /** What it would do to something real. Null: nothing to show. */
  aside: (draft: Draft<V>, isRead: boolean) => ReactNode;
}

/**
 * A draft is edited; what is active or archived is only read. Yet a person's changes stay on the page when somebody
 * else activates the draft meanwhile.
 */
export function VersionEditor<V extends Versioned>(props: VersionEditorProps<V>): ReactNode {
  const { version, active, calls, sections, words } = props;
  const draft = useDraft(version, calls);
  const [asked, setAsked] = useState<VersionStep | null>(null);
  const isRead = version.state !== 'draft' && !draft.isChanged;
  const aside = props.aside(draft, isRead);
  return (
    <>
      {isRead ? (
        <div className={classes['bar']}>
          <span className="quiet">{words.readOnly}</span>
          {props.readTools?.(setAsked)}
        </div>
      ) : (
        <>
          <DraftNotices draft={draft} state={version.state} calls={calls} />
          <DraftBar draft={draft} onAsk={setAsked} />
        </>
      )}
      <div className={aside === null ? undefined : classes['columns']}>
        {isRead ? (
          <div>
            <VersionFacts sections={sections} content={version.content} />
          </div>
        ) : (
          <DraftForm draft={draft} sections={sections} known={props.known(draft.content)} />
        )}
        {aside === null ? null : <div className={classes['aside']}>{aside}</div>}
      </div>
      {/* Here, not in either bar: the step that turns one into the other also closes its dialog. */}
      <VersionDialogs
        {...{ active, calls, sections, words, asked }}
        version={draft.saved}
        onClose={() => setAsked(null)}
      />
      <LeaveGuard isChanged={draft.isChanged} />
    </>
  );
}

interface DraftFormProps<V extends Versioned> {
  draft: Draft<V>;
  sections: readonly FieldSection[];
  known: KnownNames;
}

function DraftForm<V extends Versioned>({ draft, sections, known }: DraftFormProps<V>): ReactNode {
  return (
    <form onSubmit={(event) => event.preventDefault()} noValidate>
      <NameField draft={draft} />
      <VersionForm
        sections={sections}
        content={draft.content}
        set={draft.set}
        problems={draft.problems}
        known={known}
      />
    </form>
  );
}
