import { Textarea, TextInput } from '@mantine/core';
import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { saveTexts } from '../api/told.js';
import { type BuiltInTexts, type MessageTemplate, type MessageTexts, type TextPart, textParts } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { hasWord } from '../i18n/translate.js';
import { isProblem } from '../api/problem.js';
import { problemText } from '../ui/states.js';
import { DraftBar } from '../versions/draft-bar.js';
import { LeaveGuard } from '../versions/leave-guard.js';
import { sameTexts } from './texts-facts.js';
import classes from './told.module.css';
import { UseDialog } from './use-dialog.js';

/** Characters, as the server takes them. */
const LINE_MAX = 200;
const PARAGRAPH_MAX = 2_000;

interface TextsDraftProps {
  builtIn: BuiltInTexts;
  draft: MessageTemplate;
}

interface TextsEditing {
  texts: MessageTexts;
  setText: (part: TextPart, value: string) => void;
  isChanged: boolean;
  discard: () => void;
  save: UseMutationResult<MessageTemplate, Error, void>;
}

/** The words of a draft while a person edits them. */
function useTexts(draft: MessageTemplate): TextsEditing {
  const queries = useQueryClient();
  const [texts, setTexts] = useState(draft.texts);
  const [seen, setSeen] = useState(draft.texts);
  if (!sameTexts(draft.texts, seen)) {
    // Somebody else's save is shown at once while there is nothing of our own to lose.
    setSeen(draft.texts);
    if (sameTexts(texts, seen)) setTexts(draft.texts);
  }
  const save = useMutation({
    mutationFn: () => saveTexts(draft.id, texts),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['message-templates'] }),
  });
  return {
    ...{ texts, save, isChanged: !sameTexts(texts, draft.texts) },
    setText: (part, value) => setTexts((before) => ({ ...before, [part]: value })),
    discard: () => {
      save.reset();
      setTexts(draft.texts);
    },
  };
}

/** The words of a draft: each refusal of the server stands at the text that it is about. */
export function TextsDraft({ builtIn: { placeholders }, draft }: TextsDraftProps): ReactNode {
  const { t, word } = useI18n();
  const [asked, setAsked] = useState<'activate' | 'archive' | null>(null);
  const { texts, setText, isChanged, discard, save } = useTexts(draft);
  const run = (): void => save.mutate();
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged) run();
      }}
    >
      <DraftBar draft={{ isChanged, discard, save: { isPending: save.isPending, mutate: run } }} onAsk={setAsked}>
        <UseDialog
          version={draft}
          wanted={asked ?? 'activate'}
          opened={asked !== null}
          onClose={() => setAsked(null)}
        />
      </DraftBar>
      {save.isError ? (
        <p role="alert" className="tone-bad">
          {problemText(save.error, word)}
        </p>
      ) : null}
      <p className="quiet">
        {t('told.words')} <code>{placeholders.map((name) => `{${name}}`).join(' ')}</code>
      </p>
      {textParts.map((part) => (
        <TextField
          key={part}
          part={part}
          value={texts[part]}
          onChange={(value) => setText(part, value)}
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
