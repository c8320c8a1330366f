import { NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { replayParked } from '../api/console.js';
import type { ParkedMessage } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

interface ReplayDialogProps {
  messages: readonly ParkedMessage[];
  onClose: () => void;
  onDone: (scheduled: number) => void;
}

/** Slow enough to stop when it goes wrong, fast enough for a hundred. */
const RATE_DEFAULT = 10;
const RATE_MAX = 1_000;

/** Says what a replay does before it does it. */
export function ReplayDialog({ messages, onClose, onDone }: ReplayDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [rate, setRate] = useState(RATE_DEFAULT);
  const action = useMutation({
    mutationFn: () =>
      replayParked(
        messages[0]?.service ?? '',
        messages.map(({ id }) => id),
        rate,
      ),
    onSuccess: async ({ scheduled }) => {
      onDone(scheduled);
      await queries.invalidateQueries({ queryKey: ['parked'] });
    },
  });
  return (
    <ConfirmDialog
      opened={messages.length > 0}
      onClose={onClose}
      title={t('parked.replay.title', { count: messages.length })}
      confirm={t('parked.replay.confirm')}
      action={action}
    >
      <p>{t('parked.replay.body', { count: messages.length })}</p>
      <NumberInput
        size="xs"
        label={t('parked.replay.rate')}
        value={rate}
        min={1}
        max={RATE_MAX}
        allowDecimal={false}
        onChange={(value) => setRate(Number(value) || RATE_DEFAULT)}
      />
    </ConfirmDialog>
  );
}
