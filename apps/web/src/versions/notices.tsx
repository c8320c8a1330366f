import { Button } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { problemText } from '../ui/states.js';
import classes from './versions.module.css';

/** Something stands between a person's changes and the server. */
export const Notice = ({ children }: { children: ReactNode }): ReactNode => (
  <div role="alert" className={classes['notice']}>
    <span className="tone-bad">
      <Icon name="alert" />
    </span>
    {children}
  </div>
);

/** The server would not take it. Said at the fields too; here because a field may be out of sight. */
export function Refused({ error, problems }: { error: Error; problems: number }): ReactNode {
  const { t, word } = useI18n();
  return (
    <Notice>
      <p className="tone-bad">
        {problemText(error, word)}
        {problems === 0 ? null : <> {t('policy.problems', { count: problems })}</>}
      </p>
    </Notice>
  );
}

interface NoLongerDraftProps {
  onDrop: () => void;
  /** Makes a new draft of what was changed here. */
  keep: UseMutationResult<unknown, Error, void>;
}

/** Somebody else activated or archived the draft: what was changed here goes into a new one. */
export function NoLongerDraft({ onDrop, keep }: NoLongerDraftProps): ReactNode {
  const { t, word } = useI18n();
  return (
    <Notice>
      <p>
        {t('policy.conflict.not-draft')} {keep.isError ? problemText(keep.error, word) : null}
      </p>
      <Button onClick={onDrop}>{t('policy.conflict.drop')}</Button>
      <Button variant="filled" loading={keep.isPending} onClick={() => keep.mutate()}>
        {t('policy.conflict.keep')}
      </Button>
    </Notice>
  );
}
