import { Button } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { previewOrder } from '../api/policies.js';
import type { Order, Policy, RoutingDecision } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Section } from '../ui/page.js';
import { PlanComparison } from './plan-comparison.js';
import { OrderSelect } from '../versions/order-select.js';
import { useOrdersToTry } from '../versions/use-orders-to-try.js';
import type { Draft } from '../versions/use-draft.js';
import classes from '../versions/versions.module.css';

interface PolicyPreviewProps {
  draft: Draft<Policy>;
  active: Policy | null;
}

/** What the draft would do to a real past order, beside what the active policy does to it today. */
export function PolicyPreview({ draft, active }: PolicyPreviewProps): ReactNode {
  const { t } = useI18n();
  const orders = useOrdersToTry(draft.saved.merchantId);
  return (
    <Section title={t('preview.title')}>
      <Loaded query={orders}>
        {({ items }) => {
          const usable = items.filter(({ shippingAddress }) => shippingAddress !== null);
          const [first] = usable;
          if (!first || !active) return <p className="quiet">{t('preview.empty')}</p>;
          return <PreviewOf draft={draft} active={active} orders={[first, ...usable.slice(1)]} />;
        }}
      </Loaded>
    </Section>
  );
}

interface PreviewOfProps {
  draft: Draft<Policy>;
  active: Policy;
  orders: readonly [Order, ...Order[]];
}

function usePreview(order: Order, policy: Policy): UseQueryResult<RoutingDecision> {
  return useQuery({
    queryKey: ['preview', order.id, policy.id, policy.updatedAt],
    queryFn: () => previewOrder(order, policy.id),
  });
}

function PreviewOf({ draft, active, orders }: PreviewOfProps): ReactNode {
  const { t } = useI18n();
  const [order, setOrder] = useState(orders[0]);
  const before = usePreview(order, active);
  const after = usePreview(order, draft.saved);
  return (
    <>
      <OrderSelect
        label={t('preview.order')}
        description={t('preview.order.help')}
        orders={orders}
        chosen={order}
        onChoose={setOrder}
        optionOf={({ id, externalId, lines }) => ({
          value: id,
          label: t('preview.order.option', { number: externalId, lines: lines.length }),
        })}
      />
      {draft.isChanged ? (
        <div className={classes['bar']}>
          <span className="quiet">{t('preview.unsaved')}</span>
          <Button size="compact-xs" loading={draft.save.isPending} onClick={() => draft.save.mutate({ over: false })}>
            {t('preview.save')}
          </Button>
        </div>
      ) : null}
      <Loaded query={before}>
        {(old) => (
          <Loaded query={after}>
            {(fresh) => <PlanComparison before={old} after={fresh} names={[active.name, draft.saved.name]} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}
