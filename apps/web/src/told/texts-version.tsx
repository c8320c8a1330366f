import { Button } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { type BuiltInTexts, type MessageTemplate, type MessageTexts, textParts } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { NewDraftButton } from '../versions/new-draft-button.js';
import { useDraft } from '../versions/use-draft.js';
import { useNewDraft } from '../versions/use-new-draft.js';
import columns from '../versions/versions.module.css';
import { asVersion, textsCalls, type VersionOfTexts } from './texts-calls.js';
import { TextsDraft } from './texts-draft.js';
import { UseDialog } from './use-dialog.js';
import classes from './told.module.css';

export interface TextsVersionProps {
  merchantId: string;
  builtIn: BuiltInTexts;
  /** Null: the built-in texts. */
  chosen: MessageTemplate | null;
  active: MessageTemplate | null;
}

/** A draft is edited; every other version is read, copied into a new draft, or used again. */
export function TextsVersion({ merchantId, builtIn, chosen, active }: TextsVersionProps): ReactNode {
  const { t } = useI18n();
  if (chosen !== null) return <OwnTexts builtIn={builtIn} chosen={chosen} />;
  return (
    <ReadTexts
      texts={builtIn.texts}
      lead={t(`told.read-only.${active === null ? 'built-in' : 'unused'}`)}
      tools={<CopyTexts merchantId={merchantId} builtIn={builtIn} texts={builtIn.texts} />}
    />
  );
}

/** A person's changes stay on the page when somebody else activates the draft meanwhile. */
function OwnTexts({ builtIn, chosen }: { builtIn: BuiltInTexts; chosen: MessageTemplate }): ReactNode {
  const { t } = useI18n();
  // The same object while the server says the same: what is new is told by it.
  const version = useMemo(() => asVersion(chosen), [chosen]);
  const draft = useDraft(version, textsCalls(builtIn));
  const { state, merchantId, content } = version;
  if (state === 'draft' || draft.isChanged) return <TextsDraft builtIn={builtIn} draft={draft} state={state} />;
  return (
    <ReadTexts
      texts={content}
      lead={t(`told.read-only.${state}`)}
      tools={
        <>
          <CopyTexts merchantId={merchantId} builtIn={builtIn} texts={content} />
          <UseButton version={version} />
        </>
      }
    />
  );
}

interface ReadTextsProps {
  texts: MessageTexts;
  lead: string;
  tools: ReactNode;
}

function ReadTexts({ texts, lead, tools }: ReadTextsProps): ReactNode {
  const { t } = useI18n();
  return (
    <div>
      <p className="quiet">{lead}</p>
      <div className={columns['bar']}>{tools}</div>
      <dl className={classes['texts']}>
        {textParts.map((part) => (
          <div key={part}>
            <dt>{t(`told.part.${part}`)}</dt>
            <dd>{texts[part]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function UseButton({ version }: { version: VersionOfTexts }): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState(false);
  const isActive = version.state === 'active';
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t(isActive ? 'told.stop' : 'told.again')}</Button>
      <UseDialog
        version={version}
        wanted={isActive ? 'archive' : 'activate'}
        opened={asked}
        onClose={() => setAsked(false)}
      />
    </>
  );
}

interface CopyTextsProps {
  merchantId: string;
  builtIn: BuiltInTexts;
  texts: MessageTexts;
}

/** A draft begins as a copy, so that a person changes only what is meant. */
function CopyTexts({ merchantId, builtIn, texts }: CopyTextsProps): ReactNode {
  const { t } = useI18n();
  const create = useNewDraft(textsCalls(builtIn), merchantId, { name: '', content: texts });
  return <NewDraftButton label={t('told.copy')} create={create} />;
}
