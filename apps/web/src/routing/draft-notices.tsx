import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { createPolicy, getPolicy, POLICY_CHANGED } from '../api/policies.js';
import { isProblem } from '../api/problem.js';
import type { PolicyState } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { newReference } from '../ui/reference.js';
import { problemText } from '../ui/states.js';
import classes from '../versions/versions.module.css';
import type { Draft } from './use-draft.js';

/** What stands between a person's changes and the server, and the ways out. */
export function DraftNotices({ draft, state }: { draft: Draft; state: PolicyState }): ReactNode {
  const { word } = useI18n();
  const { error } = draft.save;
  if (state !== 'draft' || (isProblem(error) && error.code === 'POLICY_NOT_DRAFT'))
    return <NoLongerDraft draft={draft} />;
  if (error === null) return null;
  if (isProblem(error) && error.code === POLICY_CHANGED) return <ChangedElsewhere draft={draft} />;
  return (
    <Notice>
      <p className="tone-bad">
        {problemText(error, word)}
        <FieldProblems draft={draft} />
      </p>
    </Notice>
  );
}

const Notice = ({ children }: { children: ReactNode }): ReactNode => (
  <div role="alert" className={classes['notice']}>
    <span className="tone-bad">
      <Icon name="alert" />
    </span>
    {children}
  </div>
);

/** Said at the fields too; here because a field may be out of sight. */
function FieldProblems({ draft }: { draft: Draft }): ReactNode {
  const { t } = useI18n();
  if (draft.problems.length === 0) return null;
  return <> {t('policy.problems', { count: draft.problems.length })}</>;
}

/** Somebody else activated or archived the draft: what was changed here goes into a new one. */
function NoLongerDraft({ draft }: { draft: Draft }): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [reference] = useState(newReference);
  const keep = useMutation({
    mutationFn: () => createPolicy(draft.saved.merchantId, { name: draft.name, content: draft.content }, reference),
    onSuccess: async (policy) => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      await navigate({
        to: '/routing/policies/$policyId',
        params: { policyId: policy.id },
        // Nothing is lost by leaving: it is all in the new draft.
        ignoreBlocker: true,
      });
    },
  });
  return (
    <Notice>
      <p>
        {t('policy.conflict.not-draft')} {keep.isError ? problemText(keep.error, word) : null}
      </p>
      <Button onClick={draft.discard}>{t('policy.conflict.drop')}</Button>
      <Button variant="filled" loading={keep.isPending} onClick={() => keep.mutate()}>
        {t('policy.conflict.keep')}
      </Button>
    </Notice>
  );
}

/** Somebody else saved the draft since it was opened here. */
function ChangedElsewhere({ draft }: { draft: Draft }): ReactNode {
  const { t } = useI18n();
  const take = useMutation({
    mutationFn: () => getPolicy(draft.saved.id),
    onSuccess: (fresh) => {
      draft.adopt(fresh);
      draft.save.reset();
    },
  });
  return (
    <Notice>
      <p>{t('policy.conflict.changed')}</p>
      <Button loading={take.isPending} onClick={() => take.mutate()}>
        {t('policy.conflict.theirs')}
      </Button>
      <Button variant="filled" loading={draft.save.isPending} onClick={() => draft.save.mutate({ over: true })}>
        {t('policy.conflict.mine')}
      </Button>
    </Notice>
  );
}
