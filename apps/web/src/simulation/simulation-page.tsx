import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { cancelSimulation, getSimulation } from '../api/simulations.js';
import type { Simulation } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { usePolicies } from '../routing/use-policies.js';
import { Loaded } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { Blank, problemText } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { At } from '../ui/values.js';
import { progressShare } from './figures.js';
import { SimulationReport } from './simulation-report.js';
import classes from './simulation.module.css';

/** How often a simulation that runs is asked how far it is. */
const POLL_MS = 1_000;

const isOpen = (simulation: Simulation | undefined): boolean =>
  simulation?.state === 'queued' || simulation?.state === 'running';

/** What another policy would have done to the past. */
export function SimulationPage(): ReactNode {
  const { simulationId } = useParams({ from: '/routing/simulations/$simulationId' });
  const simulation = useQuery({
    queryKey: ['simulation', simulationId],
    queryFn: () => getSimulation(simulationId),
    refetchInterval: ({ state }) => (isOpen(state.data) ? POLL_MS : false),
  });
  return <Loaded query={simulation}>{(loaded) => <SimulationView simulation={loaded} />}</Loaded>;
}

function SimulationView({ simulation }: { simulation: Simulation }): ReactNode {
  const { t } = useI18n();
  const policies = usePolicies(simulation.merchantId);
  const policy = policies.data?.items.find(({ id }) => id === simulation.policyId);
  const name = policy ? t('policy.page', { name: policy.name, version: policy.version }) : t('simulation.unstored');
  const { progress, state, report } = simulation;
  return (
    <Page
      title={t('simulation.page', { policy: name })}
      lead={
        <>
          <StatusBadge kind="simulation-state" status={state} /> · <At at={simulation.from} /> –{' '}
          <At at={simulation.to} /> ·{' '}
          <Link to="/routing/simulations" search={{ merchant: simulation.merchantId }} className="link">
            {t('simulation.all')}
          </Link>
        </>
      }
    >
      {isOpen(simulation) ? <Running simulation={simulation} /> : null}
      {state === 'cancelled' ? <p className="tone-wait">{t('simulation.cancelled')}</p> : null}
      {progress.processed === 0 && !isOpen(simulation) ? (
        <Blank icon="routing" title={t('simulation.empty.title')} body={t('simulation.empty.body')} />
      ) : (
        <SimulationReport report={report} />
      )}
    </Page>
  );
}

function Running({ simulation }: { simulation: Simulation }): ReactNode {
  const { t, word, number } = useI18n();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelSimulation(simulation.id),
    onSuccess: (stopped) => queries.setQueryData(['simulation', stopped.id], stopped),
  });
  const { progress } = simulation;
  const text = t('simulation.progress', {
    processed: number(progress.processed),
    decisions: number(progress.decisions),
  });
  return (
    <div className={classes['running']}>
      <progress
        className={classes['progress']}
        value={progressShare(progress)}
        max={1}
        aria-label={t('simulation.running')}
      />
      <span role="status" className="num">
        {text}
      </span>
      <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('simulation.cancel')}
      </Button>
      {cancel.isError ? (
        <span role="alert" className="tone-bad">
          {problemText(cancel.error, word)}
        </span>
      ) : null}
    </div>
  );
}
