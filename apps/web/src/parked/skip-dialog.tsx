import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { skipParked } from '../api/console.js';
import type { ParkedMessage } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

interface SkipDialogProps {
  message: ParkedMessage | null;
  onClose: () => void;
}

/** Skipping loses a fact for good, so it asks why. */
export function SkipDialog({ message, onClose }: SkipDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const action = useMutation({
    mutationFn: async () => (message ? skipParked(message, reason.trim()) : undefined),
    onSuccess: async () => {
      setReason('');
      await queries.invalidateQueries({ queryKey: ['parked'] });
    },
  });
  return (
    <ConfirmDialog
      opened={message !== null}
      onClose={onClose}
      title={t('parked.skip.title')}
      confirm={t('parked.skip.confirm')}
      isDangerous
      isReady={reason.trim() !== ''}
      action={action}
    >
      <p>{t('parked.skip.body', { service: message?.service ?? '' })}</p>
      <TextInput
        label={t('parked.skip.reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </ConfirmDialog>
  );
}
