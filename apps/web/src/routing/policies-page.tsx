import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { createPolicy } from '../api/policies.js';
import type { Policy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { DataList } from '../list/data-list.js';
import { Loaded } from '../ui/loaded.js';
import { newReference } from '../ui/reference.js';
import { Blank } from '../ui/states.js';
import { NewDraftButton } from '../versions/new-draft-button.js';
import { useVersionColumns } from '../versions/use-version-columns.js';
import { activeOf } from '../versions/versioned.js';
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
    <RoutingFrame lead={t('policy.lead')} tools={active ? <NewDraft active={active} /> : null}>
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

/** A draft is a copy of what holds now. */
function NewDraft({ active: { merchantId, name, content } }: { active: Policy }): ReactNode {
  const { t } = useI18n();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // One reference for this button: pressed twice, it is one draft.
  const [reference] = useState(newReference);
  const create = useMutation({
    mutationFn: () => createPolicy(merchantId, { name: t('policy.copy-name', { name }), content }, reference),
    onSuccess: async (draft) => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      await navigate({ to: '/routing/policies/$policyId', params: { policyId: draft.id } });
    },
  });
  return <NewDraftButton label={t('policy.new')} create={create} />;
}
