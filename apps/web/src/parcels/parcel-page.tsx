import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { getShipment } from '../api/supply.js';
import type { Checkpoint, ShipmentDetail } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { carrierName } from '../ui/carrier-name.js';
import { Flash } from '../ui/flash.js';
import { Icon } from '../ui/icon.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { StatusBadge } from '../ui/status-badge.js';
import { Ago, At } from '../ui/values.js';
import classes from './parcels.module.css';

/** One parcel and everything that was said about it. */
export function ParcelPage(): ReactNode {
  const { shipmentId } = useParams({ from: '/parcels/$shipmentId' });
  const query = useQuery({ queryKey: ['parcels', 'one', shipmentId], queryFn: () => getShipment(shipmentId) });
  return <Loaded query={query}>{(parcel) => <ParcelView parcel={parcel} />}</Loaded>;
}

function ParcelView({ parcel }: { parcel: ShipmentDetail }): ReactNode {
  const { t } = useI18n();
  return (
    <Page
      title={t('parcel.title', { number: parcel.trackingNumber })}
      tools={
        <>
          <Link to="/orders/$orderId" params={{ orderId: parcel.orderId }} className="link">
            {t('po.open-order')}
          </Link>
          {parcel.trackingUrl === null ? null : (
            <a href={parcel.trackingUrl} target="_blank" rel="noreferrer" className="link">
              {t('order.tracking-page')}
            </a>
          )}
        </>
      }
    >
      <p className={classes['facts']}>
        <Flash value={parcel.status}>
          <StatusBadge kind="shipment-status" status={parcel.status} />
        </Flash>
        <span>{carrierName(parcel.carrier)}</span>
        <span>{parcel.place}</span>
        <span className="quiet">
          {t('parcels.heard')}: <Ago at={parcel.lastHeardAt} />
        </span>
        {parcel.stalledAt === null ? null : (
          <span className="tone-wait">
            <Icon name="alert" size={12} /> {t('parcels.stalled')}
          </span>
        )}
      </p>
      <Section title={t('parcel.checkpoints')}>
        {parcel.checkpoints.length === 0 ? <p className="quiet">{t('parcel.checkpoints.empty')}</p> : null}
        <ol className={classes['checkpoints']}>
          {[...parcel.checkpoints].reverse().map((checkpoint) => (
            <CheckpointEntry key={checkpoint.id} checkpoint={checkpoint} />
          ))}
        </ol>
      </Section>
    </Page>
  );
}

function CheckpointEntry({ checkpoint }: { checkpoint: Checkpoint }): ReactNode {
  const { t, word } = useI18n();
  return (
    <li className={classes['checkpoint']}>
      <At at={checkpoint.occurredAt} />
      <StatusBadge kind="shipment-status" status={checkpoint.status} />
      <span>
        {[checkpoint.description, checkpoint.place].filter(Boolean).join(' · ')}
        {checkpoint.fault ? (
          <span className="quiet"> · {t('parcel.fault', { party: word('fault', checkpoint.fault) })}</span>
        ) : null}
      </span>
      <span className={classes['source']}>{word('checkpoint-source', checkpoint.source)}</span>
    </li>
  );
}
