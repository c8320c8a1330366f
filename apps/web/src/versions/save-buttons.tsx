import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { useSaveKey } from './use-save-key.js';

interface SaveButtonsProps {
  isChanged: boolean;
  isSaving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Saves what was changed, also by the key for it, or drops it. */
export function SaveButtons({ isChanged, isSaving, onSave, onDiscard }: SaveButtonsProps): ReactNode {
  const { t } = useI18n();
  const save = (): void => {
    if (isChanged && !isSaving) onSave();
  };
  useSaveKey(save);
  return (
    <>
      <Button variant={isChanged ? 'filled' : 'default'} disabled={!isChanged} loading={isSaving} onClick={save}>
        {t('policy.save')}
      </Button>
      <Button disabled={!isChanged || isSaving} onClick={onDiscard}>
        {t('policy.discard')}
      </Button>
    </>
  );
}
