import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { deleteMacro, saveMacro } from '../api/complaints.js';
import type { Macro } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { problemText } from '../ui/states.js';
import { TEXT_MAX } from './complaint-facts.js';
import classes from './macros.module.css';

/** Places that are filled with facts when a macro is used. */
const places = ['orderNumber', 'complaintNumber', 'title', 'sku', 'carrier'] as const;
const NAME_MAX = 100;

type MacroDraft = Omit<Macro, 'id'>;

interface MacroEditorProps {
  merchantId: string;
  macros: readonly Macro[];
}

/** Answers that are given often: read, written, replaced, deleted. */
export function MacroEditor({ merchantId, macros }: MacroEditorProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<MacroDraft>({ name: '', text: '' });
  const [doomed, setDoomed] = useState<Macro | null>(null);
  const remove = useMutation({
    mutationFn: async () => (doomed ? deleteMacro(merchantId, doomed.id) : undefined),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['macros', merchantId] }),
  });
  return (
    <div className={classes['columns']}>
      <MacroList macros={macros} onEdit={setDraft} onDelete={setDoomed} />
      <MacroForm merchantId={merchantId} macros={macros} draft={draft} onChange={setDraft} />
      <ConfirmDialog
        opened={doomed !== null}
        onClose={() => setDoomed(null)}
        title={t('macros.delete.title', { name: doomed?.name ?? '' })}
        confirm={t('macros.delete.confirm')}
        isDangerous
        action={remove}
      >
        <p>{t('macros.delete.body')}</p>
      </ConfirmDialog>
    </div>
  );
}

interface MacroListProps {
  macros: readonly Macro[];
  onEdit: (macro: Macro) => void;
  onDelete: (macro: Macro) => void;
}

function MacroList({ macros, onEdit, onDelete }: MacroListProps): ReactNode {
  const { t } = useI18n();
  if (macros.length === 0) return <p className="quiet">{t('macros.empty')}</p>;
  return (
    <ul className={classes['macros']}>
      {macros.map((macro) => (
        <li key={macro.id}>
          <div className={classes['head']}>
            <strong>{macro.name}</strong>
            <Button variant="subtle" aria-label={`${t('macros.edit')}: ${macro.name}`} onClick={() => onEdit(macro)}>
              {t('macros.edit')}
            </Button>
            <Button variant="subtle" aria-label={`${t('macros.delete')} ${macro.name}`} onClick={() => onDelete(macro)}>
              {t('macros.delete')}
            </Button>
          </div>
          <p>{macro.text}</p>
        </li>
      ))}
    </ul>
  );
}

interface MacroFormProps extends MacroEditorProps {
  draft: MacroDraft;
  onChange: (draft: MacroDraft) => void;
}

function MacroForm({ merchantId, macros, draft, onChange }: MacroFormProps): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const name = draft.name.trim();
  const save = useMutation({
    mutationFn: () => saveMacro(merchantId, { name, text: draft.text }),
    onSuccess: async () => {
      onChange({ name: '', text: '' });
      await queries.invalidateQueries({ queryKey: ['macros', merchantId] });
    },
  });
  const isKnown = macros.some((macro) => macro.name === name);
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h3>{t(isKnown ? 'macros.edit' : 'macros.new')}</h3>
      <TextInput
        label={t('macros.name')}
        maxLength={NAME_MAX}
        value={draft.name}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <Textarea
        label={t('macros.text')}
        autosize
        minRows={5}
        maxRows={16}
        maxLength={TEXT_MAX}
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.currentTarget.value })}
      />
      <p className="quiet">
        {t('macros.lead')} <code>{places.map((place) => `{{${place}}}`).join(' ')}</code>
      </p>
      {isKnown ? <p className="tone-wait">{t('macros.replaces')}</p> : null}
      {save.isError ? (
        <p role="alert" className="tone-bad">
          {problemText(save.error, word)}
        </p>
      ) : null}
      <Button
        type="submit"
        variant="filled"
        loading={save.isPending}
        disabled={name === '' || draft.text.trim() === ''}
      >
        {t('macros.save')}
      </Button>
    </form>
  );
}
