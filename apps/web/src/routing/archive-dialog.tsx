import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { archivePolicy } from '../api/policies.js';
import type { Policy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

interface ArchiveDialogProps {
  policy: Policy;
  opened: boolean;
  onClose: () => void;
}

/** A draft that nobody wants any more. It stays readable. */
export function ArchiveDialog({ policy, opened, onClose }: ArchiveDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const action = useMutation({
    mutationFn: () => archivePolicy(policy.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      await queries.invalidateQueries({ queryKey: ['policy', policy.id] });
      await navigate({ to: '/routing', search: { merchant: policy.merchantId } });
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('policy.archive.title', { name: policy.name })}
      confirm={t('policy.archive.confirm')}
      isDangerous
      action={action}
    >
      <p>{t('policy.archive.body')}</p>
    </ConfirmDialog>
  );
}
