import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import type { FieldSection } from './fields.js';
import { useStep, type VersionStep } from './use-step.js';
import { VersionChanges } from './version-changes.js';
import type { VersionCalls } from './version-calls.js';
import type { Versioned } from './versioned.js';

interface VersionDialogsProps<V extends Versioned> {
  version: V;
  active: V | null;
  calls: VersionCalls<V>;
  sections: readonly FieldSection[];
  /** Of each step: what it does to whom, and what it leaves alone. */
  words: Readonly<Record<VersionStep, string>>;
  asked: VersionStep | null;
  onClose: () => void;
}

/** Says what changes from now on before it does. */
export function VersionDialogs<V extends Versioned>(props: VersionDialogsProps<V>): ReactNode {
  const { version, active, calls, sections, words, asked, onClose } = props;
  const { t } = useI18n();
  const activate = useStep(calls, () => calls.activate(version, active?.id ?? null));
  const archive = useStep(calls, () => calls.archive(version.id));
  const { name } = version;
  return (
    <>
      <ConfirmDialog
        opened={asked === 'activate'}
        onClose={onClose}
        title={t('policy.activate.title', { name })}
        confirm={t('policy.activate.confirm')}
        action={activate}
      >
        <p>{words.activate}</p>
        {active ? (
          <>
            <p>{t('policy.activate.against', { name: active.name, version: active.version })}</p>
            <VersionChanges sections={sections} from={active.content} to={version.content} />
          </>
        ) : null}
      </ConfirmDialog>
      <ConfirmDialog
        opened={asked === 'archive'}
        onClose={onClose}
        title={t('policy.archive.title', { name })}
        confirm={t('policy.archive.confirm')}
        isDangerous
        action={archive}
      >
        <p>{words.archive}</p>
      </ConfirmDialog>
    </>
  );
}
