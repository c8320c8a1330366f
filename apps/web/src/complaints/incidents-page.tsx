import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { listIncidents } from '../api/complaints.js';
import type { Incident } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { DataList } from '../list/data-list.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { carrierName } from '../ui/carrier-name.js';
import { Loaded } from '../ui/loaded.js';
import { PillTabs } from '../ui/pill-tabs.js';
import { Blank } from '../ui/states.js';
import { Ago } from '../ui/values.js';
import classes from './complaint.module.css';
import { ComplaintsFrame } from './complaints-frame.js';
import { IncidentView } from './incident-view.js';

const idOf = (incident: Incident): string => incident.id;

function useColumns(): Column<Incident>[] {
  const { t, word } = useI18n();
  const supplierName = useSupplierNames();
  return useMemo(
    () => [
      {
        key: 'number',
        header: t('incidents.number'),
        card: 'title',
        cell: ({ id, number }) => (
          <Link to="/complaints/incidents" search={{ incident: id }} className={classes['number']} data-row-link>
            {number}
          </Link>
        ),
      },
      {
        key: 'cause',
        header: t('incidents.cause'),
        card: 'end',
        cell: ({ cause }) => word('complaint-type', cause),
      },
      { key: 'goods', header: t('incidents.goods'), card: 'plain', cell: ({ sku }) => <code>{sku}</code> },
      {
        key: 'supplier',
        header: t('incidents.supplier'),
        card: 'plain',
        cell: ({ supplierId }) => supplierName(supplierId),
      },
      { key: 'carrier', header: t('incidents.carrier'), card: 'plain', cell: ({ carrier }) => carrierName(carrier) },
      { key: 'orders', header: t('incidents.orders'), card: 'line', align: 'end', cell: ({ orders }) => orders },
      {
        key: 'since',
        header: t('incidents.since'),
        card: 'line',
        align: 'end',
        cell: ({ openedAt }) => <Ago at={openedAt} />,
      },
    ],
    [t, word, supplierName],
  );
}

/** Causes that several customers suffer from, and one of them in full when the address bar names it. */
export function IncidentsPage(): ReactNode {
  const { incident } = useSearch({ from: '/complaints/incidents' });
  return incident === undefined ? <IncidentList /> : <IncidentView incidentId={incident} />;
}

function IncidentList(): ReactNode {
  const { t } = useI18n();
  const { show } = useSearch({ from: '/complaints/incidents' });
  const navigate = useNavigate({ from: '/complaints/incidents' });
  const state = show === 'closed' ? 'closed' : 'open';
  const incidents = useQuery({ queryKey: ['incidents', state], queryFn: () => listIncidents(state) });
  const columns = useColumns();
  return (
    <ComplaintsFrame>
      <PillTabs
        label={t('incidents.filter')}
        pills={(['open', 'closed'] as const).map((one) => ({ value: one, label: t(`incidents.${one}`) }))}
        value={state}
        onChange={(next) => void navigate({ search: { show: next === 'open' ? undefined : next } })}
      />
      <Loaded query={incidents}>
        {({ items }) =>
          items.length === 0 ? (
            <Blank icon="complaints" title={t('incidents.empty.title')} body={t('incidents.empty.body')} />
          ) : (
            <DataList label={t('complaints.tab.incidents')} columns={columns} items={items} rowKey={idOf} />
          )
        }
      </Loaded>
    </ComplaintsFrame>
  );
}
