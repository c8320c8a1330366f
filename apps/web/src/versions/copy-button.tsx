import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { NewDraftButton } from './new-draft-button.js';
import { useNewDraft } from './use-new-draft.js';
import type { VersionCalls } from './version-calls.js';
import type { Versioned } from './versioned.js';

interface CopyButtonProps<V extends Versioned> {
  from: V;
  calls: VersionCalls<V>;
  label: string;
}

/** A draft that begins as a copy; of an archived version it is the way back. */
export function CopyButton<V extends Versioned>({ from, calls, label }: CopyButtonProps<V>): ReactNode {
  const { t } = useI18n();
  const { merchantId, name, content } = from;
  const create = useNewDraft(calls, merchantId, { name: t('policy.copy-name', { name }), content });
  return <NewDraftButton label={label} create={create} />;
}
