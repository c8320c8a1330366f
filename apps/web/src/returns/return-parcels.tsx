import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Return, ReturnParcel } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import side from '../orders/side-list.module.css';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { carrierName } from '../ui/carrier-name.js';
import { StatusBadge } from '../ui/status-badge.js';
import { parcelStatus } from './return-facts.js';
import classes from './return.module.css';

/** How the goods come back, each parcel on its own; tracked like every other parcel. */
export function ReturnParcels({ parcels, lines }: Pick<Return, 'parcels' | 'lines'>): ReactNode {
  const { t } = useI18n();
  if (parcels.length === 0) return <p className={side['empty']}>{t('return.parcels.empty')}</p>;
  return (
    <ul className={side['list']}>
      {parcels.map((parcel) => (
        <Parcel key={parcel.shipmentId} parcel={parcel} lines={lines} />
      ))}
    </ul>
  );
}

function Parcel({ parcel, lines }: { parcel: ReturnParcel } & Pick<Return, 'lines'>): ReactNode {
  const { t, word } = useI18n();
  const isSupplier = useSession().role === 'supplier';
  const supplierName = useSupplierNames(!isSupplier);
  const { shipmentId, supplierId, carrier, trackingNumber, labelUrl, instructions } = parcel;
  const name = trackingNumber ?? t('return.parcel.label');
  return (
    <li className={side['entry']}>
      <div>
        {isSupplier || trackingNumber === null ? (
          name
        ) : (
          <Link to="/parcels/$shipmentId" params={{ shipmentId }} className="link mono">
            {name}
          </Link>
        )}
        <span className={side['sub']}>
          {[
            carrier === null ? null : carrierName(carrier),
            supplierId === null
              ? t('return.parcel.to-us')
              : isSupplier
                ? null
                : t('return.parcel.to', { name: supplierName(supplierId) }),
            word('payer', parcel.payer),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
        {instructions === null ? null : <p className={classes['instructions']}>{instructions}</p>}
        {labelUrl === null ? null : (
          <a href={labelUrl} target="_blank" rel="noreferrer" className="link">
            {t('return.parcel.open-label')}
          </a>
        )}
      </div>
      <StatusBadge kind="return-status" status={parcelStatus(parcel, lines)} />
    </li>
  );
}
