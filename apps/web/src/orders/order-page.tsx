import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getOrder, getTimeline, listDecisions, listNotifications } from '../api/orders.js';
import type { Order } from '../api/types.js';
import { Decisions } from '../decision/decisions.js';
import { useI18n } from '../i18n/i18n.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { AfterOrder } from './after-order.js';
import { CustomerPreferences } from './customer-preferences.js';
import { MailList } from './mail-list.js';
import { OrderAside } from './order-aside.js';
import { OrderHead } from './order-head.js';
import { OrderLines } from './order-lines.js';
import classes from './order-page.module.css';
import { ParcelList } from './parcel-list.js';
import { RawEvents } from './raw-events.js';
import { Timeline } from './timeline.js';

/** Where this order is, why there, what happens next, what a person can do. */
export function OrderPage(): ReactNode {
  const { orderId } = useParams({ from: '/orders/$orderId' });
  const order = useQuery({ queryKey: ['order', orderId], queryFn: () => getOrder(orderId) });
  return <Loaded query={order}>{(loaded) => <OrderView order={loaded} />}</Loaded>;
}

function OrderView({ order }: { order: Order }): ReactNode {
  const { t } = useI18n();
  // Under the key of the order, so that one event about it renews everything.
  const timeline = useQuery({ queryKey: ['order', order.id, 'timeline'], queryFn: () => getTimeline(order.id) });
  const decisions = useQuery({ queryKey: ['order', order.id, 'decisions'], queryFn: () => listDecisions(order.id) });
  const mails = useQuery({ queryKey: ['order', order.id, 'mails'], queryFn: () => listNotifications(order.id) });
  return (
    <Page title={t('order.title', { number: order.externalId })} tools={null}>
      <OrderHead order={order} />
      <Section title={t('order.timeline')}>
        <Loaded query={timeline}>{({ items }) => <Timeline events={items} />}</Loaded>
      </Section>
      <div className={classes['columns']}>
        <div className={classes['main']}>
          <Section title={t('order.lines')}>
            <OrderLines order={order} />
          </Section>
          <Loaded query={decisions}>{(loaded) => <Decisions order={order} decisions={loaded} />}</Loaded>
        </div>
        <div className={classes['aside']}>
          <Section title={t('order.parcels')}>
            <ParcelList parcels={order.parcels} />
          </Section>
          <AfterOrder orderId={order.id} />
          <OrderAside order={order} />
          <CustomerPreferences orderId={order.id} />
          <Section title={t('order.mails')}>
            <Loaded query={mails}>{({ items }) => <MailList mails={items} />}</Loaded>
          </Section>
        </div>
      </div>
      <Loaded query={timeline}>{({ items }) => <RawEvents events={items} />}</Loaded>
    </Page>
  );
}
