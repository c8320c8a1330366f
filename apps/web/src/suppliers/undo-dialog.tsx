import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { undoExperience, type ExperienceOwner } from '../api/experience.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

interface UndoDialogProps {
  supplier: ExperienceOwner;
  /** The snapshot to undo; null: the dialog is closed. */
  version: number | null;
  onClose: () => void;
}

/** What routing has learned is put back by a person, who says why: it is kept. */
export function UndoDialog({ supplier, version, onClose }: UndoDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const action = useMutation({
    mutationFn: async () => (version === null ? undefined : undoExperience(version, supplier, reason.trim())),
    onSuccess: async () => {
      setReason('');
      await queries.invalidateQueries({ queryKey: ['experience', supplier.id] });
    },
  });
  return (
    <ConfirmDialog
      opened={version !== null}
      onClose={onClose}
      title={t('experience.undo.title')}
      confirm={t('experience.undo')}
      isReady={reason.trim() !== ''}
      action={action}
    >
      <p>{t('experience.undo.body')}</p>
      <TextInput
        label={t('experience.undo.reason')}
        value={reason}
        maxLength={1000}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </ConfirmDialog>
  );
}
