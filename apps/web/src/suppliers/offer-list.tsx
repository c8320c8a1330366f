import { type ReactNode, useMemo } from 'react';
import { listOffers } from '../api/supply.js';
import type { Offer } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { PagedList } from '../list/paged-list.js';
import { usePaged } from '../list/use-paged.js';
import { Flash } from '../ui/flash.js';
import { Icon } from '../ui/icon.js';
import { useNow } from '../ui/use-now.js';
import { Ago, Money } from '../ui/values.js';

/** A stock number older than this is marked: suppliers send feeds at least daily. */
const OLD_MS = 24 * 3_600_000;

/** How old a stock number is; an old one says so. */
function Age({ asOf }: { asOf: string }): ReactNode {
  const now = useNow(10_000);
  if (now - Date.parse(asOf) < OLD_MS) return <Ago at={asOf} />;
  return (
    <span className="tone-wait">
      <Icon name="alert" size={12} /> <Ago at={asOf} />
    </span>
  );
}

function useColumns(): Column<Offer>[] {
  const { t } = useI18n();
  return useMemo(
    () => [
      {
        key: 'sku',
        header: t('offer.sku'),
        card: 'title',
        cell: ({ sku }) => sku ?? <span className="quiet">{t('offer.unlisted')}</span>,
      },
      {
        key: 'supplier-sku',
        header: t('offer.supplier-sku'),
        card: 'plain',
        cell: (row) => <code>{row.supplierSku}</code>,
      },
      {
        key: 'available',
        header: t('offer.available'),
        card: 'end',
        align: 'end',
        cell: ({ available }) => <Flash value={available}>{available}</Flash>,
      },
      { key: 'on-hand', header: t('offer.on-hand'), card: 'line', align: 'end', cell: ({ onHand }) => onHand },
      {
        key: 'committed',
        header: t('offer.committed'),
        card: 'line',
        align: 'end',
        cell: ({ committed }) => committed,
      },
      {
        key: 'cost',
        header: t('offer.cost'),
        card: 'plain',
        align: 'end',
        cell: ({ unitCostMinor, currency }) => <Money minor={unitCostMinor} currency={currency} />,
      },
      {
        key: 'lead',
        header: t('offer.lead'),
        card: 'none',
        align: 'end',
        cell: ({ leadTimeDays }) => t('decision.days', { count: leadTimeDays }),
      },
      { key: 'age', header: t('offer.as-of'), card: 'plain', align: 'end', cell: ({ asOf }) => <Age asOf={asOf} /> },
      { key: 'source', header: t('offer.source'), card: 'none', cell: (row) => <Source source={row.source} /> },
    ],
    [t],
  );
}

function Source({ source }: { source: string }): ReactNode {
  const { t } = useI18n();
  const [kind, id] = source.split(':');
  return <span title={source}>{kind === 'feed' && id ? t('offer.source.feed', { id: id.slice(-6) }) : source}</span>;
}

const idOf = (offer: Offer): string => offer.offerId;

/** What a supplier can deliver: each number with what is promised of it, its age and where it came from. */
export function OfferList({ supplierId }: { supplierId: string }): ReactNode {
  const { t } = useI18n();
  const columns = useColumns();
  const paged = usePaged(['offers', supplierId], (after) => listOffers(supplierId, after));
  return (
    <PagedList
      label={t('supplier.offers')}
      columns={columns}
      paged={paged}
      rowKey={idOf}
      empty={<p className="quiet">{t('supplier.offers.empty')}</p>}
    />
  );
}
