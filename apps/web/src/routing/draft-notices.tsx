import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { createPolicy, getPolicy, POLICY_CHANGED } from '../api/policies.js';
import { isProblem } from '../api/problem.js';
import type { Policy, PolicyState } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { newReference } from '../ui/reference.js';
import { NoLongerDraft, Notice, Refused } from '../versions/notices.js';
import type { Draft } from '../versions/use-draft.js';

interface DraftNoticesProps {
  draft: Draft<Policy>;
  state: PolicyState;
}

/** What stands between a person's changes and the server, and the ways out. */
export function DraftNotices({ draft, state }: DraftNoticesProps): ReactNode {
  const { error } = draft.save;
  if (state !== 'draft' || (isProblem(error) && error.code === 'POLICY_NOT_DRAFT'))
    return <KeepInNewDraft draft={draft} />;
  if (error === null) return null;
  if (isProblem(error) && error.code === POLICY_CHANGED) return <ChangedElsewhere draft={draft} />;
  return <Refused error={error} problems={draft.problems.length} />;
}

function KeepInNewDraft({ draft }: { draft: Draft<Policy> }): ReactNode {
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
  return <NoLongerDraft onDrop={draft.discard} keep={keep} />;
}

/** Somebody else saved the draft since it was opened here. */
function ChangedElsewhere({ draft }: { draft: Draft<Policy> }): ReactNode {
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
