import type { ReactNode } from 'react';
import type { Policy, PolicyContent } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSuppliers } from '../suppliers/use-suppliers.js';
import { valueAt } from '../versions/content.js';
import type { KnownNames } from '../versions/field-props.js';
import { VersionEditor } from '../versions/version-editor.js';
import { policyCalls } from './policy-calls.js';
import { policySections } from './policy-fields.js';
import { PolicyPreview } from './policy-preview.js';

interface PolicyEditorProps {
  policy: Policy;
  active: Policy | null;
}

/** A draft with what it would do to a real order beside it. What is active or archived is only read. */
export function PolicyEditor({ policy, active }: PolicyEditorProps): ReactNode {
  const { t } = useI18n();
  const suppliers = useSuppliers().data?.items ?? [];
  const own = suppliers.filter(({ merchantId }) => merchantId === policy.merchantId).map(({ code }) => code);
  const known = (content: PolicyContent): KnownNames => {
    const groups = valueAt(content, '/groups');
    const groupNames = Array.isArray(groups) ? groups.map((group) => `@${String(valueAt(group, '/name'))}`) : [];
    return { currency: content.currency, suppliers: [...own, ...groupNames] };
  };
  return (
    <VersionEditor
      version={policy}
      active={active}
      calls={policyCalls}
      sections={policySections}
      known={known}
      words={{
        activate: t('policy.activate.body'),
        archive: t('policy.archive.body'),
        readOnly: t(`policy.read-only.${policy.state}`),
      }}
      aside={(draft, isRead) => (isRead ? null : <PolicyPreview draft={draft} active={active} />)}
    />
  );
}
