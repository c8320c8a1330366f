import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getOrder, listDecisions } from '../api/orders.js';
import type { Order, RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useSupplierCountries } from '../suppliers/use-suppliers.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { CandidateList } from './candidate-list.js';
import { CandidateMapView } from './candidate-map-view.js';
import { DecisionTable } from './decision-table.js';
import { DecisionVerdict } from './decision-verdict.js';
import classes from './decisions.module.css';
import { LineRivalsView } from './line-rivals-view.js';
import { RoutingStory } from './routing-story.js';

/** Why these suppliers and not the others, for one order: everything that a decision was made from. */
export function DecisionPage(): ReactNode {
  const { orderId } = useParams({ from: '/orders/$orderId/decision' });
  const order = useQuery({ queryKey: ['order', orderId], queryFn: () => getOrder(orderId) });
  const decisions = useQuery({ queryKey: ['order', orderId, 'decisions'], queryFn: () => listDecisions(orderId) });
  return (
    <Loaded query={order}>
      {(loaded) => (
        <DecisionFrame order={loaded}>
          <Loaded query={decisions}>{(items) => <DecisionsOf order={loaded} decisions={items} />}</Loaded>
        </DecisionFrame>
      )}
    </Loaded>
  );
}

function DecisionFrame({ order, children }: { order: Order; children: ReactNode }): ReactNode {
  const { t } = useI18n();
  const { view } = useSearch({ from: '/orders/$orderId/decision' });
  const navigate = useNavigate({ from: '/orders/$orderId/decision' });
  return (
    <Page
      title={t('decision.page', { number: order.externalId })}
      lead={
        <Link to="/orders/$orderId" params={{ orderId: order.id }} className="link">
          {t('decision.back')}
        </Link>
      }
      tools={
        <SegmentedControl
          size="xs"
          aria-label={t('decision.view')}
          value={view ?? 'picture'}
          onChange={(next) =>
            void navigate({ search: (search) => ({ ...search, view: next === 'table' ? next : undefined }) })
          }
          data={[
            { value: 'picture', label: t('decision.view.picture') },
            { value: 'table', label: t('decision.view.table') },
          ]}
        />
      }
    >
      {children}
    </Page>
  );
}

interface DecisionsOfProps {
  order: Order;
  decisions: readonly RoutingDecision[];
}

function DecisionsOf({ order, decisions }: DecisionsOfProps): ReactNode {
  const { t } = useI18n();
  const { version, view } = useSearch({ from: '/orders/$orderId/decision' });
  const shown = decisions.find(({ routingVersion }) => String(routingVersion) === version) ?? decisions[0];
  if (!shown) return <Blank icon="routing" title={t('decision.none')} body={t('decision.none.body')} />;
  return (
    <div className={classes['decision']}>
      {decisions.length > 1 ? <RoutingStory order={order} decisions={decisions} shown={shown} /> : null}
      <DecisionVerdict decision={shown} />
      {view === 'table' ? (
        <Section title={t('decision.table')}>
          <DecisionTable decision={shown} />
        </Section>
      ) : (
        <Picture key={shown.routingVersion} decision={shown} />
      )}
    </div>
  );
}

function Picture({ decision }: { decision: RoutingDecision }): ReactNode {
  const { t } = useI18n();
  const countryOf = useSupplierCountries();
  return (
    <>
      <CandidateList level="h2" decision={decision} />
      <Section title={t('decision.map')}>
        <CandidateMapView decision={decision} countryOf={countryOf} />
      </Section>
      <Section title={t('decision.rivals')}>
        <LineRivalsView decision={decision} />
      </Section>
    </>
  );
}
