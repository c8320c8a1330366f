import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { escalateComplaint, listComplaints, mergeComplaint, reopenComplaint } from '../api/complaints.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { type ComplaintProps, useComplaintChange } from './use-complaint.js';

export interface DialogProps extends ComplaintProps {
  opened: boolean;
  onClose: () => void;
}

export function ReopenDialog({ complaint, seen, onSeen, opened, onClose }: DialogProps): ReactNode {
  const { t } = useI18n();
  const action = useComplaintChange(complaint.id, () => reopenComplaint(seen), onSeen);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('complaint.reopen.title', { number: complaint.number })}
      confirm={t('complaint.reopen.confirm')}
      action={action}
    >
      <p>{t('complaint.reopen.body')}</p>
    </ConfirmDialog>
  );
}

export function EscalateDialog({ complaint, seen, onSeen, opened, onClose }: DialogProps): ReactNode {
  const { t } = useI18n();
  const [to, setTo] = useState('');
  const action = useComplaintChange(
    complaint.id,
    () => escalateComplaint(seen, to.trim() === '' ? null : to.trim()),
    onSeen,
  );
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('complaint.escalate.title', { number: complaint.number })}
      confirm={t('complaint.escalate.confirm')}
      action={action}
    >
      <p>{t('complaint.escalate.body', { level: complaint.level + 1 })}</p>
      <TextInput
        label={t('complaint.escalate.to')}
        maxLength={100}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

/** Only complaints about one order can be one. */
export function MergeDialog({ complaint, seen, onSeen, opened, onClose }: DialogProps): ReactNode {
  const { t, word, date } = useI18n();
  const [into, setInto] = useState('');
  const others = useQuery({
    queryKey: ['complaints', 'order', complaint.orderId],
    queryFn: () => listComplaints({ orderId: complaint.orderId }),
    enabled: opened,
  });
  const choices = (others.data?.items ?? []).filter(({ id, status }) => id !== complaint.id && status !== 'merged');
  const action = useComplaintChange(complaint.id, () => mergeComplaint(seen, into), onSeen);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('complaint.merge.title', { number: complaint.number })}
      confirm={t('complaint.merge.confirm')}
      isDangerous
      isReady={choices.some(({ id }) => id === into)}
      action={action}
    >
      {others.isSuccess && choices.length === 0 ? (
        <p>{t('complaint.related.none')}</p>
      ) : (
        <NativeSelect
          label={t('complaint.merge.into')}
          value={into}
          onChange={(event) => setInto(event.currentTarget.value)}
          data={[
            { value: '', label: t('complaint.solve.choose') },
            ...choices.map(({ id, number, type, openedAt }) => ({
              value: id,
              label: `${number} · ${word('complaint-type', type)} · ${date(openedAt, 'short')}`,
            })),
          ]}
        />
      )}
      <ul>
        <li>{t('complaint.merge.messages')}</li>
        <li>{t('complaint.merge.ends')}</li>
      </ul>
    </ConfirmDialog>
  );
}
