import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OrderParcel } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Flash } from '../ui/flash.js';
import { StatusBadge } from '../ui/status-badge.js';
import { carrierName } from '../ui/carrier-name.js';
import classes from './side-list.module.css';

/** The parcels of an order. */
export function ParcelList({ parcels }: { parcels: readonly OrderParcel[] }): ReactNode {
  const { t } = useI18n();
  if (parcels.length === 0) return <p className={classes['empty']}>{t('order.parcels.empty')}</p>;
  return (
    <ul className={classes['list']}>
      {parcels.map((parcel) => (
        <li key={parcel.shipmentId} className={classes['entry']}>
          <div>
            <Link to="/parcels/$shipmentId" params={{ shipmentId: parcel.shipmentId }} className="link mono">
              {parcel.trackingNumber ?? parcel.shipmentId.slice(-8)}
            </Link>
            <span className={classes['sub']}>{carrierName(parcel.carrier)}</span>
            {parcel.stalled ? <span className="tone-wait">{t('parcels.stalled')}</span> : null}
          </div>
          <Flash value={parcel.status}>
            <StatusBadge kind="shipment-status" status={parcel.status} />
          </Flash>
        </li>
      ))}
    </ul>
  );
}
