import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { activatePolicy } from '../api/policies.js';
import type { Policy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ActivateDialog } from '../versions/activate-dialog.js';
import { policySections } from './policy-fields.js';

interface ActivatePolicyDialogProps {
  draft: Policy;
  active: Policy | null;
  opened: boolean;
  onClose: () => void;
}

/** Says what changes for the next order before it does. */
export function ActivatePolicyDialog(props: ActivatePolicyDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const renew = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: ['policies'] });
    await queries.invalidateQueries({ queryKey: ['policy'] });
  };
  const action = useMutation({
    mutationFn: () => activatePolicy(props.draft, props.active?.id ?? null),
    onSuccess: renew,
    // Perhaps somebody else was faster: then the list of changes is against the wrong policy.
    onError: renew,
  });
  return <ActivateDialog {...props} sections={policySections} body={t('policy.activate.body')} action={action} />;
}
