import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listReturnPolicies } from '../api/return-policies.js';
import type { ReturnPolicy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { DataList } from '../list/data-list.js';
import { ReturnsFrame } from '../returns/returns-frame.js';
import { useMerchantChoice } from '../routing/use-policies.js';
import { Loaded } from '../ui/loaded.js';
import { MerchantSelect } from '../ui/merchant-select.js';
import { RowsSkeleton } from '../ui/states.js';
import { CopyButton } from '../versions/copy-button.js';
import { useVersionColumns } from '../versions/use-version-columns.js';
import { activeOf } from '../versions/versioned.js';
import classes from '../versions/versions.module.css';
import { returnPolicyCalls } from './return-policy-calls.js';

const idOf = (policy: ReturnPolicy): string => policy.id;

const linkTo = ({ id, name }: ReturnPolicy): ReactNode => (
  <Link to="/returns/policies/$policyId" params={{ policyId: id }} className={classes['name']} data-row-link>
    {name}
  </Link>
);

/** Every version of how goods are taken back: the one that holds, what is being prepared, and what held before. */
export function ReturnPoliciesPage(): ReactNode {
  const { merchantId } = useMerchantChoice();
  return (
    <ReturnsFrame tools={<MerchantSelect />}>
      {merchantId === null ? <RowsSkeleton /> : <Policies key={merchantId} merchantId={merchantId} />}
    </ReturnsFrame>
  );
}

function Policies({ merchantId }: { merchantId: string }): ReactNode {
  const { t } = useI18n();
  const policies = useQuery({
    queryKey: ['return-policies', merchantId],
    queryFn: () => listReturnPolicies(merchantId),
  });
  const columns = useVersionColumns(linkTo);
  const active = activeOf(policies.data?.items ?? []);
  return (
    <>
      <div className={classes['bar']}>
        <span className="quiet">{t('return-policy.lead')}</span>
        {active === null ? null : <CopyButton from={active} calls={returnPolicyCalls} label={t('policy.new')} />}
      </div>
      <Loaded query={policies}>
        {({ items }) => <DataList label={t('returns.tab.policy')} columns={columns} items={items} rowKey={idOf} />}
      </Loaded>
    </>
  );
}
