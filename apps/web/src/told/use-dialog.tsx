import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { activateTemplate, archiveTemplate } from '../api/told.js';
import type { MessageTemplate } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

interface UseDialogProps {
  version: MessageTemplate;
  wanted: 'activate' | 'archive';
  opened: boolean;
  onClose: () => void;
}

/** Puts a version in or out of use, after saying what customers read from then on. */
export function UseDialog({ version, wanted, opened, onClose }: UseDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const action = useMutation({
    mutationFn: () => (wanted === 'activate' ? activateTemplate : archiveTemplate)(version.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['message-templates'] }),
  });
  const what = wanted === 'activate' ? 'activate' : version.state === 'draft' ? 'drop' : 'stop';
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t(`told.${what}.title`, { version: version.version })}
      confirm={t(`told.${what}.confirm`)}
      isDangerous={wanted === 'archive'}
      action={action}
    >
      <p>{t(`told.${what}.body`)}</p>
    </ConfirmDialog>
  );
}
