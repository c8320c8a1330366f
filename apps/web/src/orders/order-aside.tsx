import type { ReactNode } from 'react';
import type { Order } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { AddressLines } from '../ui/address-lines.js';
import { Section } from '../ui/page.js';
import classes from './side-list.module.css';

/** Who ordered and where it goes. */
export function OrderAside({ order }: { order: Order }): ReactNode {
  const { t } = useI18n();
  return (
    <>
      <Section title={t('order.customer')}>
        <div className={classes['facts']}>
          <p>{order.customer.name}</p>
          <p className="quiet">{order.customer.email}</p>
          <p className="quiet">{order.customer.phone}</p>
        </div>
      </Section>
      {order.shippingAddress ? (
        <Section title={t('order.address')}>
          <div className={classes['facts']}>
            <AddressLines address={order.shippingAddress} />
          </div>
        </Section>
      ) : null}
    </>
  );
}
