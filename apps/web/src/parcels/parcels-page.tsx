import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { listShipments } from '../api/supply.js';
import { type Shipment, shipmentStatuses } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { PagedList } from '../list/paged-list.js';
import { usePaged } from '../list/use-paged.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { carrierName } from '../ui/carrier-name.js';
import { Flash } from '../ui/flash.js';
import { Icon } from '../ui/icon.js';
import { Page } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { StatusFilter } from '../ui/status-filter.js';
import { Ago } from '../ui/values.js';
import classes from './parcels.module.css';

function useColumns(): Column<Shipment>[] {
  const { t } = useI18n();
  const supplierName = useSupplierNames();
  return useMemo(
    () => [
      { key: 'number', header: t('parcels.tracking'), card: 'title', cell: (parcel) => <ParcelLink parcel={parcel} /> },
      {
        key: 'status',
        header: t('parcels.status'),
        card: 'end',
        cell: ({ status, stalledAt }) => (
          <Flash value={status}>
            <StatusBadge kind="shipment-status" status={status} />
            {stalledAt === null ? null : (
              <span className={classes['stalled']}>
                <Icon name="alert" size={12} /> {t('parcels.stalled')}
              </span>
            )}
          </Flash>
        ),
      },
      { key: 'carrier', header: t('parcels.carrier'), card: 'plain', cell: ({ carrier }) => carrierName(carrier) },
      {
        key: 'supplier',
        header: t('parcels.supplier'),
        card: 'none',
        cell: ({ supplierId }) => supplierName(supplierId),
      },
      { key: 'place', header: t('parcels.place'), card: 'plain', cell: ({ place }) => place ?? '–' },
      {
        key: 'heard',
        header: t('parcels.heard'),
        card: 'plain',
        align: 'end',
        cell: (row) => <Ago at={row.lastHeardAt} />,
      },
      {
        key: 'shipped',
        header: t('parcels.shipped'),
        card: 'none',
        align: 'end',
        cell: (row) => <Ago at={row.shippedAt} />,
      },
    ],
    [t, supplierName],
  );
}

function ParcelLink({ parcel }: { parcel: Shipment }): ReactNode {
  return (
    <Link to="/parcels/$shipmentId" params={{ shipmentId: parcel.id }} className={classes['number']} data-row-link>
      {parcel.trackingNumber}
    </Link>
  );
}

const idOf = (parcel: Shipment): string => parcel.id;

/** Where the parcels are. */
export function ParcelsPage(): ReactNode {
  const { t } = useI18n();
  const { status } = useSearch({ from: '/parcels' });
  const navigate = useNavigate({ from: '/parcels' });
  const columns = useColumns();
  const paged = usePaged(['parcels', status], (after) => listShipments({ status, after }));
  return (
    <Page
      title={t('parcels.title')}
      tools={
        <StatusFilter
          kind="shipment-status"
          statuses={shipmentStatuses}
          value={status}
          onChange={(next) => void navigate({ search: { status: next } })}
        />
      }
    >
      <PagedList
        label={t('parcels.title')}
        columns={columns}
        paged={paged}
        rowKey={idOf}
        empty={
          status === undefined ? (
            <Blank icon="parcels" title={t('parcels.empty.title')} body={t('parcels.empty.body')} />
          ) : (
            <Blank icon="search" title={t('state.no-match.title')} body={t('state.no-match.body')} />
          )
        }
      />
    </Page>
  );
}
