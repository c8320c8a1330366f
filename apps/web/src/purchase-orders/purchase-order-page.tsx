import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getPurchaseOrder } from '../api/supply.js';
import type { PurchaseOrder } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { AddressLines } from '../ui/address-lines.js';
import { Facts } from '../ui/facts.js';
import { Flash } from '../ui/flash.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { StatusBadge } from '../ui/status-badge.js';
import { At, Money } from '../ui/values.js';
import { AcknowledgeForm } from './acknowledge-form.js';
import { AddressQuestion } from './address-question.js';
import { costOf, shippable, taskOf, unanswered } from './line-facts.js';
import { PurchaseOrderLines } from './purchase-order-lines.js';
import classes from './purchase-orders.module.css';
import { ShipForm } from './ship-form.js';

/** One purchase order; whoever may answer for the supplier does it here. */
export function PurchaseOrderPage(): ReactNode {
  const { purchaseOrderId } = useParams({ from: '/purchase-orders/$purchaseOrderId' });
  const query = useQuery({
    queryKey: ['purchase-orders', 'one', purchaseOrderId],
    queryFn: () => getPurchaseOrder(purchaseOrderId),
  });
  return <Loaded query={query}>{(purchaseOrder) => <PurchaseOrderView purchaseOrder={purchaseOrder} />}</Loaded>;
}

function PurchaseOrderView({ purchaseOrder }: { purchaseOrder: PurchaseOrder }): ReactNode {
  const { t } = useI18n();
  const { role } = useSession();
  const isSupplier = role === 'supplier';
  const mayAnswer = isSupplier && taskOf(purchaseOrder) !== 'done';
  const hasUnanswered = purchaseOrder.lines.some((line) => unanswered(line) > 0);
  // Before any answer the form to ship would only ask the same twice.
  const hasShippable = purchaseOrder.lines.some((line) => shippable(line) > 0 && unanswered(line) < line.quantity);
  return (
    <Page
      title={t('po.one', { number: purchaseOrder.number })}
      tools={
        isSupplier ? null : (
          <Link to="/orders/$orderId" params={{ orderId: purchaseOrder.orderId }} className="link">
            {t('po.open-order')}
          </Link>
        )
      }
    >
      <PurchaseOrderFacts purchaseOrder={purchaseOrder} />
      {purchaseOrder.addressChange ? (
        <AddressQuestion
          key={purchaseOrder.addressChange.changeId}
          purchaseOrderId={purchaseOrder.id}
          asked={purchaseOrder.addressChange}
          mayAnswer={isSupplier}
        />
      ) : null}
      {mayAnswer && hasUnanswered ? (
        <AcknowledgeForm key={`ack-${purchaseOrder.updatedAt}`} purchaseOrder={purchaseOrder} />
      ) : null}
      {mayAnswer && hasShippable ? (
        <ShipForm key={`ship-${purchaseOrder.updatedAt}`} purchaseOrder={purchaseOrder} />
      ) : null}
      <Section title={t('po.lines')}>
        <PurchaseOrderLines purchaseOrder={purchaseOrder} />
      </Section>
      {purchaseOrder.shipTo ? (
        <Section title={t('po.ship-to')}>
          <div className={classes['address']}>
            <AddressLines address={purchaseOrder.shipTo} />
          </div>
        </Section>
      ) : null}
    </Page>
  );
}

function PurchaseOrderFacts({ purchaseOrder }: { purchaseOrder: PurchaseOrder }): ReactNode {
  const { t } = useI18n();
  return (
    <Facts
      facts={[
        [
          t('po.status'),
          <Flash key="status" value={purchaseOrder.status}>
            <StatusBadge kind="po-status" status={purchaseOrder.status} />
          </Flash>,
        ],
        [t('po.supplier'), purchaseOrder.supplierCode],
        [t('po.cost'), <Money key="cost" minor={costOf(purchaseOrder)} currency={purchaseOrder.currency} />],
        [t('po.sent'), <At key="sent" at={purchaseOrder.sentAt} />],
        [t('po.answer-by'), <At key="answer-by" at={purchaseOrder.acknowledgeBy} />],
        [t('po.ship-by'), <At key="ship-by" at={purchaseOrder.shipBy} />],
      ]}
    />
  );
}
