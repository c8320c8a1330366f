import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { Supplier } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { DataList } from '../list/data-list.js';
import { Loaded } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { ActiveMark } from './active-mark.js';
import classes from './suppliers.module.css';
import { useSuppliers } from './use-suppliers.js';

function useColumns(): Column<Supplier>[] {
  const { t, word, money } = useI18n();
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('suppliers.name'),
        card: 'title',
        cell: ({ id, name }) => (
          <Link to="/suppliers/$supplierId" params={{ supplierId: id }} className={classes['name']} data-row-link>
            {name}
          </Link>
        ),
      },
      {
        key: 'state',
        header: t('suppliers.active'),
        card: 'end',
        cell: ({ active }) => <ActiveMark active={active} />,
      },
      { key: 'code', header: t('suppliers.code'), card: 'plain', cell: ({ code }) => <code>{code}</code> },
      { key: 'country', header: t('suppliers.country'), card: 'plain', cell: ({ country }) => country },
      {
        key: 'channel',
        header: t('suppliers.channel'),
        card: 'plain',
        cell: ({ channel }) => word('channel', channel.type),
      },
      {
        key: 'lead',
        header: t('suppliers.lead'),
        card: 'line',
        align: 'end',
        cell: ({ leadTimeDays }) => t('decision.days', { count: leadTimeDays }),
      },
      {
        key: 'parcel',
        header: t('suppliers.parcel'),
        card: 'line',
        align: 'end',
        cell: ({ parcel, currency }) => money(parcel.fixedMinor, currency),
      },
    ],
    [t, word, money],
  );
}

const idOf = (supplier: Supplier): string => supplier.id;

/** Who can ship for the merchant. */
export function SuppliersPage(): ReactNode {
  const { t } = useI18n();
  const suppliers = useSuppliers();
  const columns = useColumns();
  return (
    <Page title={t('suppliers.title')}>
      <Loaded query={suppliers}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank icon="suppliers" title={t('suppliers.empty.title')} body={t('suppliers.empty.body')} />
          ) : (
            <DataList label={t('suppliers.title')} columns={columns} items={items} rowKey={idOf} />
          )
        }
      </Loaded>
    </Page>
  );
}
