import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useStep, type VersionStep } from '../versions/use-step.js';
import { textsCalls, type VersionOfTexts } from './texts-calls.js';

interface UseDialogProps {
  version: VersionOfTexts;
  wanted: VersionStep;
  opened: boolean;
  onClose: () => void;
}

/** Puts a version in or out of use, after saying what customers read from then on. */
export function UseDialog({ version, wanted, opened, onClose }: UseDialogProps): ReactNode {
  const { t } = useI18n();
  const calls = textsCalls(version);
  const action = useStep(calls, () =>
    wanted === 'activate' ? calls.activate(version, null) : calls.archive(version.id),
  );
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
