import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { SaveButtons } from './save-buttons.js';
import type { Draft } from './use-draft.js';
import type { VersionStep } from './use-step.js';
import classes from './versions.module.css';

interface DraftBarProps {
  draft: Pick<Draft, 'isChanged' | 'discard'> & {
    save: { isPending: boolean; mutate: (wanted: { over: boolean }) => void };
  };
  /** What can be done only with what is saved. */
  onAsk: (what: VersionStep) => void;
  children?: ReactNode;
}

/** What can be done with a draft as a whole. */
export function DraftBar({ draft: { isChanged, save, discard }, onAsk, children }: DraftBarProps): ReactNode {
  const { t } = useI18n();
  return (
    <div className={classes['bar']}>
      <SaveButtons
        isChanged={isChanged}
        isSaving={save.isPending}
        onSave={() => save.mutate({ over: false })}
        onDiscard={discard}
      />
      <Button variant={isChanged ? 'default' : 'filled'} disabled={isChanged} onClick={() => onAsk('activate')}>
        {t('policy.activate')}
      </Button>
      <Button variant="subtle" disabled={isChanged} onClick={() => onAsk('archive')}>
        {t('policy.archive')}
      </Button>
      <span role="status" className="quiet">
        {t(isChanged ? 'policy.unsaved' : 'policy.saved')}
      </span>
      {children}
    </div>
  );
}
