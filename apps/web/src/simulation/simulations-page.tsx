import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { listSimulations, startSimulation } from '../api/simulations.js';
import type { Policy, SimulationSummary } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { RoutingFrame } from '../routing/routing-frame.js';
import { useMerchantChoice, usePolicies } from '../routing/use-policies.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { Blank, problemText } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago } from '../ui/values.js';
import classes from './simulation.module.css';

/** Tries a policy on the past before it decides about the future. */
export function SimulationsPage(): ReactNode {
  const { t } = useI18n();
  const { merchantId } = useMerchantChoice();
  const policies = usePolicies(merchantId);
  return (
    <RoutingFrame lead={t('simulation.lead')}>
      <Loaded query={policies}>
        {({ items }) => <StartForm key={merchantId} policies={items.filter(({ state }) => state !== 'archived')} />}
      </Loaded>
      <Section title={t('simulation.recent')}>{merchantId ? <Recent merchantId={merchantId} /> : null}</Section>
    </RoutingFrame>
  );
}

const periods = [1, 7, 30, 90] as const;
const DAY_MS = 86_400_000;

function StartForm({ policies }: { policies: readonly Policy[] }): ReactNode {
  const { t, word } = useI18n();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [policyId, setPolicyId] = useState(
    () => (policies.find(({ state }) => state === 'draft') ?? policies[0])?.id ?? '',
  );
  const [days, setDays] = useState(30);
  const policy = policies.find(({ id }) => id === policyId) ?? null;
  const start = useMutation({
    mutationFn: (chosen: Policy) =>
      startSimulation(chosen.merchantId, {
        policyId: chosen.id,
        from: new Date(Date.now() - days * DAY_MS).toISOString(),
      }),
    onSuccess: async ({ merchantId, id }) => {
      await queries.invalidateQueries({ queryKey: ['simulations', merchantId] });
      await navigate({ to: '/routing/simulations/$simulationId', params: { simulationId: id } });
    },
  });
  return (
    <form
      className={classes['start']}
      onSubmit={(event) => {
        event.preventDefault();
        if (policy && !start.isPending) start.mutate(policy);
      }}
    >
      <NativeSelect
        label={t('simulation.policy')}
        value={policyId}
        onChange={(event) => setPolicyId(event.currentTarget.value)}
        data={policies.map(({ id, name, version, state }) => ({
          value: id,
          label: `${t('policy.page', { name, version })} · ${word('policy-state', state)}`,
        }))}
      />
      <NativeSelect
        label={t('simulation.period')}
        value={String(days)}
        onChange={(event) => setDays(Number(event.currentTarget.value))}
        data={periods.map((count) => ({ value: String(count), label: t('simulation.period.days', { count }) }))}
      />
      <Button type="submit" variant="filled" loading={start.isPending} disabled={policy === null}>
        {t('simulation.start')}
      </Button>
      {start.isError ? (
        <p role="alert" className="tone-bad">
          {problemText(start.error, word)}
        </p>
      ) : null}
    </form>
  );
}

function Recent({ merchantId }: { merchantId: string }): ReactNode {
  const { t } = useI18n();
  const query = useQuery({ queryKey: ['simulations', merchantId], queryFn: () => listSimulations(merchantId) });
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Blank icon="routing" title={t('simulation.none.title')} body={t('simulation.none.body')} />
        ) : (
          <ul className={classes['recent']}>
            {items.map((simulation) => (
              <RecentOne key={simulation.id} simulation={simulation} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function RecentOne({ simulation }: { simulation: SimulationSummary }): ReactNode {
  const { t, number } = useI18n();
  const { id, createdAt, state, progress } = simulation;
  return (
    <li>
      <Link to="/routing/simulations/$simulationId" params={{ simulationId: id }} className="link">
        {t('simulation.title')} <Ago at={createdAt} />
      </Link>
      <StatusBadge kind="simulation-state" status={state} />
      <span className="quiet num">
        {t('simulation.progress', {
          processed: number(progress.processed),
          decisions: number(progress.decisions),
        })}
      </span>
    </li>
  );
}
