import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Policy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { VersionLead } from '../versions/version-lead.js';
import { activeOf } from '../versions/versioned.js';
import { PolicyEditor } from './policy-editor.js';
import { usePolicies, usePolicy } from './use-policies.js';

/** One version of a policy: a draft is edited, the others are read. */
export function PolicyPage(): ReactNode {
  const { policyId } = useParams({ from: '/routing/policies/$policyId' });
  const policy = usePolicy(policyId);
  return <Loaded query={policy}>{(loaded) => <PolicyView policy={loaded} />}</Loaded>;
}

function PolicyView({ policy }: { policy: Policy }): ReactNode {
  const { t } = useI18n();
  const policies = usePolicies(policy.merchantId);
  return (
    <Page
      title={t('policy.page', { name: policy.name, version: policy.version })}
      lead={
        <VersionLead
          version={policy}
          all={
            <Link to="/routing" search={{ merchant: policy.merchantId }} className="link">
              {t('policy.all')}
            </Link>
          }
        />
      }
    >
      <Loaded query={policies}>
        {({ items }) => <PolicyEditor key={policy.id} policy={policy} active={activeOf(items)} />}
      </Loaded>
    </Page>
  );
}
