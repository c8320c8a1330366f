import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProblem } from '../api/problem.js';
import type { LatestRevision } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { problemText } from '../ui/states.js';
import { NoLongerDraft, Notice, Refused } from './notices.js';
import type { Draft } from './use-draft.js';
import { useNewDraft } from './use-new-draft.js';
import type { VersionCalls } from './version-calls.js';
import type { Versioned } from './versioned.js';

interface DraftNoticesProps<V extends Versioned> {
  draft: Draft<V>;
  /** As the server has it now. */
  state: Versioned['state'];
  calls: VersionCalls<V>;
}

/** What stands between a person's changes and the server, and the ways out. What was typed stays in each of them. */
export function DraftNotices<V extends Versioned>({ draft, state, calls }: DraftNoticesProps<V>): ReactNode {
  const keep = useNewDraft(calls, draft.saved.merchantId, draft);
  const { error } = draft.save;
  const code = isProblem(error) ? error.code : null;
  if (state !== 'draft' || code === calls.codes.notDraft) return <NoLongerDraft onDrop={draft.discard} keep={keep} />;
  if (error === null) return null;
  if (isProblem(error) && code === calls.codes.changed)
    return <ChangedElsewhere draft={draft} latest={error.latest} read={calls.read} />;
  return <Refused error={error} problems={draft.problems.length} />;
}

interface ChangedElsewhereProps<V extends Versioned> {
  draft: Draft<V>;
  latest: LatestRevision | null;
  read: (id: string) => Promise<V>;
}

/** Somebody else saved the draft since it was opened here. */
function ChangedElsewhere<V extends Versioned>({ draft, latest, read }: ChangedElsewhereProps<V>): ReactNode {
  const { t, word } = useI18n();
  const take = useMutation({
    mutationFn: () => read(draft.saved.id),
    onSuccess: (fresh) => {
      draft.adopt(fresh);
      draft.save.reset();
    },
  });
  return (
    <Notice>
      <p>
        {t('policy.conflict.changed')} {latest === null ? null : <WhoAndWhen {...latest} />}{' '}
        {take.isError ? problemText(take.error, word) : null}
      </p>
      <Button loading={take.isPending} onClick={() => take.mutate()}>
        {t('policy.conflict.theirs')}
      </Button>
      <Button variant="filled" loading={draft.save.isPending} onClick={() => draft.save.mutate({ over: true })}>
        {t('policy.conflict.mine')}
      </Button>
    </Notice>
  );
}

function WhoAndWhen({ updatedAt, updatedBy }: LatestRevision): ReactNode {
  const { t, date } = useI18n();
  const { keyId } = useSession();
  const who = updatedBy === null ? 'nobody' : updatedBy.keyId === keyId ? 'you' : updatedBy.role;
  return (
    <time dateTime={updatedAt} title={date(updatedAt, 'exact')}>
      {t(`policy.conflict.by.${who === 'supplier' ? 'nobody' : who}`, { time: date(updatedAt, 'short') })}
    </time>
  );
}
