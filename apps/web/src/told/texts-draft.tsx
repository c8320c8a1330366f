import { Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { isProblem } from '../api/problem.js';
import { type BuiltInTexts, type TextPart, textParts } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { hasWord } from '../i18n/translate.js';
import { DraftBar } from '../versions/draft-bar.js';
import { DraftNotices } from '../versions/draft-notices.js';
import { LeaveGuard } from '../versions/leave-guard.js';
import type { Draft } from '../versions/use-draft.js';
import type { VersionStep } from '../versions/use-step.js';
import { textsCalls, type VersionOfTexts } from './texts-calls.js';
import classes from './told.module.css';
import { UseDialog } from './use-dialog.js';

/** Characters, as the server takes them. */
const LINE_MAX = 200;
const PARAGRAPH_MAX = 2_000;

interface TextsDraftProps {
  builtIn: BuiltInTexts;
  draft: Draft<VersionOfTexts>;
  /** As the server has it now. */
  state: VersionOfTexts['state'];
}

/** The words of a draft: each refusal of the server stands at the text that it is about. */
export function TextsDraft({ builtIn, draft, state }: TextsDraftProps): ReactNode {
  const { t } = useI18n();
  const [asked, setAsked] = useState<VersionStep | null>(null);
  const { saved, content, isChanged, save } = draft;
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) save.mutate({ over: false });
      }}
    >
      <DraftNotices draft={draft} state={state} calls={textsCalls(builtIn)} />
      <DraftBar draft={draft} onAsk={setAsked}>
        <UseDialog
          version={saved}
          wanted={asked ?? 'activate'}
          opened={asked !== null}
          onClose={() => setAsked(null)}
        />
      </DraftBar>
      <p className="quiet">
        {t('told.words')} <code>{builtIn.placeholders.map((name) => `{${name}}`).join(' ')}</code>
      </p>
      {textParts.map((part) => (
        <TextField
          key={part}
          part={part}
          value={content[part]}
          onChange={(value) => draft.set(`/${part}`, value)}
          error={save.error}
        />
      ))}
      <LeaveGuard isChanged={isChanged} />
    </form>
  );
}

interface TextFieldProps {
  part: TextPart;
  value: string;
  onChange: (value: string) => void;
  error: Error | null;
}

function TextField({ part, value, onChange, error }: TextFieldProps): ReactNode {
  const { t } = useI18n();
  const refusal = useRefusal(error, part);
  const shared = {
    ...{ label: t(`told.part.${part}`), description: t(`told.part.${part}.help`), value, error: refusal },
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return part === 'subject' || part === 'headline' ? (
    <TextInput {...shared} maxLength={LINE_MAX} />
  ) : (
    <Textarea {...shared} maxLength={PARAGRAPH_MAX} autosize minRows={3} maxRows={12} />
  );
}

/** In the language where the code has words; which word is not known stands only in what the server says. */
function useRefusal(error: Error | null, part: TextPart): string | undefined {
  const { word } = useI18n();
  if (!isProblem(error)) return undefined;
  const own = error.errors.filter(({ pointer }) => pointer === `/texts/${part}`);
  const said = own.map(({ code, detail }) => (hasWord('text-fault', code) ? word('text-fault', code) : detail));
  return said.length === 0 ? undefined : [...new Set(said)].join(' ');
}
