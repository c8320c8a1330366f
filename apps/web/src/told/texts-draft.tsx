import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { saveTexts } from '../api/told.js';
import { type BuiltInTexts, type MessageTemplate, textParts, type TextPart } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { hasWord } from '../i18n/translate.js';
import { isProblem } from '../api/problem.js';
import { problemText } from '../ui/states.js';
import { LeaveGuard } from '../versions/leave-guard.js';
import { useSaveKey } from '../versions/use-save-key.js';
import columns from '../versions/versions.module.css';
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

/** The words of a draft: each refusal of the server stands at the text that it is about. */
export function TextsDraft({ builtIn: { placeholders }, draft }: TextsDraftProps): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const [texts, setTexts] = useState(draft.texts);
  const [seen, setSeen] = useState(draft.texts);
  if (!sameTexts(draft.texts, seen)) {
    // Somebody else's save is shown at once while there is nothing of our own to lose.
    setSeen(draft.texts);
    if (sameTexts(texts, seen)) setTexts(draft.texts);
  }
  const [asked, setAsked] = useState<'activate' | 'archive' | null>(null);
  const isChanged = !sameTexts(texts, draft.texts);
  const save = useMutation({
    mutationFn: () => saveTexts(draft.id, texts),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['message-templates'] }),
  });
  const run = (): void => {
    if (isChanged && !save.isPending) save.mutate();
  };
  useSaveKey(run);
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <div className={columns['bar']}>
        <Button type="submit" variant={isChanged ? 'filled' : 'default'} disabled={!isChanged} loading={save.isPending}>
          {t('policy.save')}
        </Button>
        <Button variant={isChanged ? 'default' : 'filled'} disabled={isChanged} onClick={() => setAsked('activate')}>
          {t('policy.activate')}
        </Button>
        <Button variant="subtle" disabled={isChanged} onClick={() => setAsked('archive')}>
          {t('policy.archive')}
        </Button>
        <span role="status" className="quiet">
          {t(isChanged ? 'policy.unsaved' : 'policy.saved')}
        </span>
      </div>
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
          onChange={(value) => setTexts((before) => ({ ...before, [part]: value }))}
          error={save.error}
        />
      ))}
      <UseDialog version={draft} wanted={asked ?? 'activate'} opened={asked !== null} onClose={() => setAsked(null)} />
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
