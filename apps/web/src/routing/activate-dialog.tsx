import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { activatePolicy } from '../api/policies.js';
import type { Policy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { PolicyChanges } from './policy-changes.js';

interface ActivateDialogProps {
  draft: Policy;
  active: Policy | null;
  opened: boolean;
  onClose: () => void;
}

/** Says what changes for the next order before it does. */
export function ActivateDialog({ draft, active, opened, onClose }: ActivateDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const renew = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: ['policies'] });
    await queries.invalidateQueries({ queryKey: ['policy'] });
  };
  const action = useMutation({
    mutationFn: () => activatePolicy(draft, active?.id ?? null),
    onSuccess: renew,
    // Perhaps somebody else was faster: then the list of changes is against the wrong policy.
    onError: renew,
  });
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('policy.activate.title', { name: draft.name })}
      confirm={t('policy.activate.confirm')}
      action={action}
    >
      <p>{t('policy.activate.body')}</p>
      {active ? (
        <>
          <p>{t('policy.activate.against', { name: active.name, version: active.version })}</p>
          <PolicyChanges from={active.content} to={draft.content} />
        </>
      ) : null}
    </ConfirmDialog>
  );
}
