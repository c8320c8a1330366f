import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import type { Draft } from './use-draft.js';
import { useSaveKey } from './use-save-key.js';
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
  const run = (): void => {
    if (isChanged && !save.isPending) save.mutate({ over: false });
  };
  useSaveKey(run);
  return (
    <div className={classes['bar']}>
      <Button variant={isChanged ? 'filled' : 'default'} disabled={!isChanged} loading={save.isPending} onClick={run}>
        {t('policy.save')}
      </Button>
      <Button disabled={!isChanged || save.isPending} onClick={discard}>
        {t('policy.discard')}
      </Button>
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
