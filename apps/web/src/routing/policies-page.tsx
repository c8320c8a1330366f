import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Policy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { DataList } from '../list/data-list.js';
import { Loaded } from '../ui/loaded.js';
import { Blank } from '../ui/states.js';
import { CopyButton } from '../versions/copy-button.js';
import { useVersionColumns } from '../versions/use-version-columns.js';
import { activeOf } from '../versions/versioned.js';
import { policyCalls } from './policy-calls.js';
import { RoutingFrame } from './routing-frame.js';
import classes from '../versions/versions.module.css';
import { useMerchantChoice, usePolicies } from './use-policies.js';

const linkTo = ({ id, name }: Policy): ReactNode => (
  <Link to="/routing/policies/$policyId" params={{ policyId: id }} className={classes['name']} data-row-link>
    {name}
  </Link>
);

const idOf = (policy: Policy): string => policy.id;

/** Every version of how orders are routed: the one that holds, what is being prepared, and what held before. */
export function PoliciesPage(): ReactNode {
  const { t } = useI18n();
  const { merchantId } = useMerchantChoice();
  const policies = usePolicies(merchantId);
  const columns = useVersionColumns(linkTo);
  const active = activeOf(policies.data?.items ?? []);
  return (
    <RoutingFrame
      lead={t('policy.lead')}
      tools={active ? <CopyButton from={active} calls={policyCalls} label={t('policy.new')} /> : null}
    >
      <Loaded query={policies}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank icon="routing" title={t('policy.empty.title')} body={t('policy.empty.body')} />
          ) : (
            <DataList label={t('routing.tab.policies')} columns={columns} items={items} rowKey={idOf} />
          )
        }
      </Loaded>
    </RoutingFrame>
  );
}
