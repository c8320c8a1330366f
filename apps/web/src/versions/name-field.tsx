import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import type { Draft } from './use-draft.js';

/** Characters, as the servers take them. */
const NAME_MAX = 200;

/** What a draft is called. */
export function NameField({ draft }: { draft: Pick<Draft, 'name' | 'setName' | 'problems'> }): ReactNode {
  const { t } = useI18n();
  return (
    <TextInput
      label={t('policy.name')}
      value={draft.name}
      maxLength={NAME_MAX}
      onChange={(event) => draft.setName(event.currentTarget.value)}
      error={draft.problems.find(({ pointer }) => pointer === '/name')?.detail}
    />
  );
}
