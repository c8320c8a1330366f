import { NumberInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { previewReplay, replayParked } from '../api/console.js';
import type { ReplaySelection } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { ReplayPreviewView } from './replay-preview.js';

interface ReplayDialogProps {
  /** Null while nobody asks. */
  selection: ReplaySelection | null;
  onClose: () => void;
  onDone: (scheduled: number) => void;
}

/** Slow enough to stop when it goes wrong, fast enough for a hundred. */
const RATE_DEFAULT = 10;
const RATE_MAX = 1_000;

/** Says what a replay does before it does it. */
export function ReplayDialog({ selection, onClose, onDone }: ReplayDialogProps): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [rate, setRate] = useState(RATE_DEFAULT);
  const preview = useQuery({
    queryKey: ['parked-preview', selection, rate],
    queryFn: () => previewReplay(selection ?? { service: '', ids: [] }, rate),
    enabled: selection !== null,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const action = useMutation({
    mutationFn: async () => (selection ? replayParked(selection, rate) : { scheduled: 0 }),
    onSuccess: async ({ scheduled }) => {
      onDone(scheduled);
      await queries.invalidateQueries({ queryKey: ['parked'] });
    },
  });
  return (
    <ConfirmDialog
      opened={selection !== null}
      onClose={onClose}
      title={t('parked.replay.title')}
      confirm={t('parked.replay.confirm')}
      isReady={preview.isSuccess && preview.data.selected > 0}
      action={action}
    >
      <p>{t('parked.replay.body')}</p>
      <ReplayPreviewView query={preview} />
      <NumberInput
        size="xs"
        label={t('parked.replay.rate')}
        value={rate}
        min={1}
        max={RATE_MAX}
        clampBehavior="strict"
        allowDecimal={false}
        onChange={(value) => setRate(Number(value) || RATE_DEFAULT)}
      />
    </ConfirmDialog>
  );
}
