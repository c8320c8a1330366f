import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { createPolicy } from '../api/policies.js';
import type { Policy } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { DataList } from '../list/data-list.js';
import { Loaded } from '../ui/loaded.js';
import { newReference } from '../ui/reference.js';
import { Blank, problemText } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago } from '../ui/values.js';
import { RoutingFrame } from './routing-frame.js';
import classes from '../versions/versions.module.css';
import { activeOf, useMerchantChoice, usePolicies } from './use-policies.js';

function useColumns(): Column<Policy>[] {
  const { t } = useI18n();
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('policy.name'),
        card: 'title',
        cell: ({ id, name }) => (
          <Link to="/routing/policies/$policyId" params={{ policyId: id }} className={classes['name']} data-row-link>
            {name}
          </Link>
        ),
      },
      {
        key: 'state',
        header: t('policy.state'),
        card: 'end',
        cell: ({ state }) => <StatusBadge kind="policy-state" status={state} />,
      },
      { key: 'version', header: t('policy.version'), card: 'line', align: 'end', cell: ({ version }) => version },
      {
        key: 'changed',
        header: t('policy.changed'),
        card: 'line',
        align: 'end',
        cell: ({ updatedAt }) => <Ago at={updatedAt} />,
      },
      {
        key: 'activated',
        header: t('policy.activated'),
        card: 'line',
        align: 'end',
        cell: ({ activatedAt }) => <Ago at={activatedAt} />,
      },
    ],
    [t],
  );
}

const idOf = (policy: Policy): string => policy.id;

/** Every version of how orders are routed: the one that holds, what is being prepared, and what held before. */
export function PoliciesPage(): ReactNode {
  const { t } = useI18n();
  const { merchantId } = useMerchantChoice();
  const policies = usePolicies(merchantId);
  const columns = useColumns();
  return (
    <RoutingFrame lead={t('policy.lead')} tools={<NewDraft active={activeOf(policies.data?.items ?? [])} />}>
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

/** A draft is a copy of what holds now, so that a person changes only what is meant. */
function NewDraft({ active }: { active: Policy | null }): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // One reference for this button: pressed twice, it is one draft.
  const [reference] = useState(newReference);
  const create = useMutation({
    mutationFn: (from: Policy) =>
      createPolicy(
        from.merchantId,
        { name: t('policy.copy-name', { name: from.name }), content: from.content },
        reference,
      ),
    onSuccess: async (draft) => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      await navigate({ to: '/routing/policies/$policyId', params: { policyId: draft.id } });
    },
  });
  if (!active) return null;
  return (
    <>
      {create.isError ? (
        <span role="alert" className="tone-bad">
          {problemText(create.error, word)}
        </span>
      ) : null}
      <Button variant="filled" loading={create.isPending} onClick={() => create.mutate(active)}>
        {t('policy.new')}
      </Button>
    </>
  );
}
