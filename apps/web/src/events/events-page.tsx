import { NativeSelect, TextInput } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { listEvents } from '../api/console.js';
import type { EventItem } from '../api/types.js';
import { eventSentence } from '../i18n/event-text.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { PagedList } from '../list/paged-list.js';
import { PAGE_ROWS, usePaged } from '../list/use-paged.js';
import { RawDialog } from '../ui/json-view.js';
import { Page } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { Ago } from '../ui/values.js';
import { eventTypes } from './event-types.js';
import classes from './events.module.css';

function useColumns(onOpen: (event: EventItem) => void): Column<EventItem>[] {
  const { t, language } = useI18n();
  return useMemo(
    () => [
      {
        key: 'summary',
        header: t('events.summary'),
        card: 'title',
        cell: (event) => (
          <button type="button" className={classes['open']} data-row-link onClick={() => onOpen(event)}>
            {eventSentence(language, event)}
          </button>
        ),
      },
      { key: 'type', header: t('events.type'), card: 'plain', cell: ({ type }) => <code>{type}</code> },
      { key: 'producer', header: t('events.producer'), card: 'plain', cell: ({ producer }) => producer },
      {
        key: 'order',
        header: t('po.order'),
        card: 'none',
        cell: ({ orderId }) =>
          orderId ? (
            <Link to="/orders/$orderId" params={{ orderId }} className="link mono" title={orderId}>
              {orderId.slice(-8)}
            </Link>
          ) : (
            '–'
          ),
      },
      { key: 'when', header: t('events.when'), card: 'end', align: 'end', cell: (row) => <Ago at={row.occurredAt} /> },
    ],
    [t, language, onOpen],
  );
}

const idOf = (event: EventItem): string => event.id;

/** Every fact that a service told. */
export function EventsPage(): ReactNode {
  const { t } = useI18n();
  const { type, order } = useSearch({ from: '/events' });
  const [raw, setRaw] = useState<EventItem | null>(null);
  const columns = useColumns(setRaw);
  const paged = usePaged(['events', type, order], (after) =>
    listEvents({ type, orderId: order, after, limit: PAGE_ROWS }),
  );
  return (
    <Page title={t('events.title')} lead={t('events.lead')} tools={<Filters />}>
      <PagedList
        label={t('events.title')}
        columns={columns}
        paged={paged}
        rowKey={idOf}
        empty={
          type === undefined && order === undefined ? (
            <Blank icon="events" title={t('events.empty.title')} body={t('events.empty.body')} />
          ) : (
            <Blank icon="search" title={t('state.no-match.title')} body={t('state.no-match.body')} />
          )
        }
      />
      <RawDialog title={raw?.type ?? ''} value={raw} onClose={() => setRaw(null)} />
    </Page>
  );
}

function Filters(): ReactNode {
  const { t } = useI18n();
  const { type, order } = useSearch({ from: '/events' });
  const navigate = useNavigate({ from: '/events' });
  const narrow = (change: { type?: string; order?: string }): void =>
    void navigate({ search: (search) => ({ ...search, ...change }) });
  return (
    <>
      <TextInput
        aria-label={t('events.order')}
        placeholder={t('events.order')}
        defaultValue={order ?? ''}
        onKeyDown={(event) => {
          if (event.key === 'Enter') narrow({ order: event.currentTarget.value.trim() });
        }}
        onBlur={(event) => {
          if (event.currentTarget.value.trim() !== (order ?? '')) narrow({ order: event.currentTarget.value.trim() });
        }}
      />
      <NativeSelect
        aria-label={t('events.type')}
        value={type ?? ''}
        onChange={(event) => narrow({ type: event.currentTarget.value })}
        data={[{ value: '', label: `${t('events.type')}: ${t('filter.all')}` }, ...eventTypes]}
      />
    </>
  );
}
