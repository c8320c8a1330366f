import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { listParked } from '../api/console.js';
import type { ParkedPage as ParkedPageOf, ParkedState } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { Loaded } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { ParkedFilters, useParkedSearch } from './parked-filters.js';
import { ParkedGroupView } from './parked-group-view.js';
import { groupByCause } from './parked-groups.js';
import { FullParkingNotes, ReplayRuns } from './replay-runs.js';

/** Parking is not an event, so the page asks. */
const REFRESH_MS = 5_000;
const open = new Set<ParkedState>(['dead', 'waiting']);

/** Which messages stopped, why, what waits behind them, and what a replay will do. */
export function ParkedPage(): ReactNode {
  const { t } = useI18n();
  const { service, state, type, error, replay } = useParkedSearch();
  const filter = { service, state, type, errorCode: error, replayId: replay };
  const parked = useQuery({
    queryKey: ['parked', filter],
    queryFn: () => listParked(filter),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title={t('parked.title')}
      lead={t('parked.lead')}
      tools={<ParkedFilters messages={parked.data?.items ?? []} />}
    >
      <FullParkingNotes />
      <ReplayRuns />
      <Loaded query={parked}>{(page) => <Groups page={page} />}</Loaded>
    </Page>
  );
}

function Groups({ page }: { page: ParkedPageOf }): ReactNode {
  const { t } = useI18n();
  const search = useParkedSearch();
  const isAnyState = search.state !== undefined || search.replay !== undefined;
  const shown = page.items.filter((message) => isAnyState || open.has(message.state));
  const isNarrowed = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      {page.unreachable.length > 0 ? (
        <p role="status" className="tone-wait">
          <Icon name="alert" size={13} />{' '}
          {t('parked.unreachable', { services: page.unreachable.map(({ service }) => service).join(', ') })}
        </p>
      ) : null}
      {shown.length > 0 ? (
        groupByCause(shown).map((group) => <ParkedGroupView key={group.id} group={group} />)
      ) : isNarrowed ? (
        <Blank icon="search" title={t('parked.nothing.title')} body={t('parked.nothing.body')} />
      ) : (
        <Blank icon="check" title={t('parked.empty.title')} body={t('parked.empty.body')} />
      )}
      {page.next === null ? null : <p className="quiet">{t('parked.more')}</p>}
    </>
  );
}
