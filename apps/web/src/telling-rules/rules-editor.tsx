import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { NotificationRules } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { CopyButton } from '../versions/copy-button.js';
import type { FieldSection } from '../versions/fields.js';
import { VersionEditor } from '../versions/version-editor.js';
import { rulesCalls, toEdit } from './rules-calls.js';
import { RulesPreview } from './rules-preview.js';

interface RulesEditorProps {
  rules: NotificationRules;
  active: NotificationRules | null;
  sections: readonly FieldSection[];
}

/** A draft is edited; the others are read, copied, and put in or out of use. What each does to a real order beside it. */
export function RulesEditor({ rules, active, sections }: RulesEditorProps): ReactNode {
  const { t } = useI18n();
  const isActive = rules.state === 'active';
  return (
    <VersionEditor
      version={rules}
      active={active === null ? null : toEdit(active)}
      calls={rulesCalls}
      sections={sections}
      known={() => ({ currency: null, suppliers: [] })}
      words={{
        activate: t('rules.activate.body'),
        archive: t(isActive ? 'rules.stop.body' : 'rules.archive.body'),
        readOnly: t(`rules.read-only.${rules.state}`),
      }}
      readTools={(ask) => (
        <>
          <CopyButton from={rules} calls={rulesCalls} label={t('told.copy')} />
          <Button onClick={() => ask(isActive ? 'archive' : 'activate')}>
            {t(isActive ? 'told.stop' : 'told.again')}
          </Button>
        </>
      )}
      aside={({ saved }) => <RulesPreview rules={saved} />}
    />
  );
}
