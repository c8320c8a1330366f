import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { revokeKey } from '../api/console.js';
import type { KeyItem } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { ShortId } from '../ui/values.js';

interface RevokeKeyDialogProps {
  item: KeyItem | null;
  onClose: () => void;
}

/** Says who is locked out before it locks them out. */
export function RevokeKeyDialog({ item, onClose }: RevokeKeyDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const action = useMutation({
    mutationFn: async () => (item ? revokeKey(item.id) : undefined),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  return (
    <ConfirmDialog
      opened={item !== null}
      onClose={onClose}
      title={t('keys.revoke.title')}
      confirm={t('keys.revoke.confirm')}
      isDangerous
      action={action}
    >
      {item ? (
        <p>
          {t(`role.${item.role}`)} · <ShortId id={item.id} />
        </p>
      ) : null}
      <p>{t('keys.revoke.body')}</p>
    </ConfirmDialog>
  );
}
