import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getReturnPolicy, listReturnPolicies } from '../api/return-policies.js';
import type { ReturnPolicy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { VersionLead } from '../versions/version-lead.js';
import { activeOf } from '../versions/versioned.js';
import { ReturnPolicyEditor } from './return-policy-editor.js';

/** One version of a return policy: a draft is edited, the others are read. */
export function ReturnPolicyPage(): ReactNode {
  const { policyId } = useParams({ from: '/returns/policies/$policyId' });
  const policy = useQuery({
    queryKey: ['return-policies', 'one', policyId],
    queryFn: () => getReturnPolicy(policyId),
  });
  return <Loaded query={policy}>{(loaded) => <PolicyView policy={loaded} />}</Loaded>;
}

function PolicyView({ policy }: { policy: ReturnPolicy }): ReactNode {
  const { t } = useI18n();
  const { merchantId } = policy;
  const policies = useQuery({
    queryKey: ['return-policies', merchantId],
    queryFn: () => listReturnPolicies(merchantId),
  });
  const all = (
    <Link to="/returns/policies" search={{ merchant: merchantId }} className="link">
      {t('return-policy.all')}
    </Link>
  );
  return (
    <Page
      title={t('policy.page', { name: policy.name, version: policy.version })}
      lead={<VersionLead version={policy} all={all} />}
    >
      <Loaded query={policies}>
        {({ items }) => <ReturnPolicyEditor key={policy.id} policy={policy} active={activeOf(items)} />}
      </Loaded>
    </Page>
  );
}
