import type { ReactNode } from 'react';
import type { ReturnPolicy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSuppliers } from '../suppliers/use-suppliers.js';
import { CopyButton } from '../versions/copy-button.js';
import { VersionEditor } from '../versions/version-editor.js';
import { returnPolicyCalls } from './return-policy-calls.js';
import { returnPolicySections } from './return-policy-fields.js';
import { ReturnPolicyPreview } from './return-policy-preview.js';

interface ReturnPolicyEditorProps {
  policy: ReturnPolicy;
  active: ReturnPolicy | null;
}

/** A draft is edited; what is active or archived is only read, and copied. What each would answer beside it. */
export function ReturnPolicyEditor({ policy, active }: ReturnPolicyEditorProps): ReactNode {
  const { t } = useI18n();
  const suppliers = useSuppliers().data?.items ?? [];
  const own = suppliers.filter(({ merchantId }) => merchantId === policy.merchantId);
  return (
    <VersionEditor
      version={policy}
      active={active}
      calls={returnPolicyCalls}
      sections={returnPolicySections}
      known={() => ({ currency: null, suppliers: own.map(({ code }) => code), supplierIds: own })}
      words={{
        activate: t('return-policy.activate.body'),
        archive: t('policy.archive.body'),
        readOnly: t(`return-policy.read-only.${policy.state}`),
      }}
      readTools={() => <CopyButton from={policy} calls={returnPolicyCalls} label={t('return-policy.copy')} />}
      aside={({ saved, isChanged }) =>
        saved.state === 'active' ? null : <ReturnPolicyPreview policy={saved} isStale={isChanged} />
      }
    />
  );
}
