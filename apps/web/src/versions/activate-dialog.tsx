import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import type { FieldSection } from './fields.js';
import { VersionChanges } from './version-changes.js';
import type { Versioned } from './versioned.js';

interface ActivateDialogProps {
  draft: Versioned;
  active: Versioned | null;
  sections: readonly FieldSection[];
  /** What it does to whom, and what it leaves alone. */
  body: string;
  action: UseMutationResult<unknown, Error, void>;
  opened: boolean;
  onClose: () => void;
}

/** Says what changes from now on before it does. */
export function ActivateDialog({ draft, active, sections, body, ...dialog }: ActivateDialogProps): ReactNode {
  const { t } = useI18n();
  return (
    <ConfirmDialog
      {...dialog}
      title={t('policy.activate.title', { name: draft.name })}
      confirm={t('policy.activate.confirm')}
    >
      <p>{body}</p>
      {active ? (
        <>
          <p>{t('policy.activate.against', { name: active.name, version: active.version })}</p>
          <VersionChanges sections={sections} from={active.content} to={draft.content} />
        </>
      ) : null}
    </ConfirmDialog>
  );
}
