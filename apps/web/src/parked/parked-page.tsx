import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listParked } from '../api/console.js';
import type { ParkedPage as ParkedPageOf, ParkedState } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { Loaded } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { Blank } from '../ui/states.js';
import { StatusFilter } from '../ui/status-filter.js';
import { ParkedGroupView } from './parked-group-view.js';
import { groupByCause } from './parked-groups.js';

/** Parking is not an event, so the page asks. */
const REFRESH_MS = 5_000;
const states: readonly ParkedState[] = ['dead', 'waiting', 'replayed', 'skipped'];
const open = new Set<ParkedState>(['dead', 'waiting']);
const stateOf = (value: string | undefined): ParkedState | undefined => states.find((state) => state === value);

/** Which messages stopped, why, what waits behind them, and what a replay will do. */
export function ParkedPage(): ReactNode {
  const { t } = useI18n();
  const state = stateOf(useSearch({ from: '/parked' }).state);
  const navigate = useNavigate({ from: '/parked' });
  const parked = useQuery({
    queryKey: ['parked', state],
    queryFn: () => listParked({ state }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title={t('parked.title')}
      lead={t('parked.lead')}
      tools={
        <StatusFilter
          kind="parked-state"
          statuses={states}
          value={state}
          onChange={(next) => void navigate({ search: { state: next } })}
        />
      }
    >
      <Loaded query={parked}>{(page) => <Groups page={page} state={state} />}</Loaded>
    </Page>
  );
}

function Groups({ page, state }: { page: ParkedPageOf; state: ParkedState | undefined }): ReactNode {
  const { t } = useI18n();
  const shown = page.items.filter((message) => state !== undefined || open.has(message.state));
  return (
    <>
      {page.unreachable.length > 0 ? (
        <p role="status" className="tone-wait">
          <Icon name="alert" size={13} />{' '}
          {t('parked.unreachable', { services: page.unreachable.map(({ service }) => service).join(', ') })}
        </p>
      ) : null}
      {shown.length === 0 ? (
        <Blank icon="check" title={t('parked.empty.title')} body={t('parked.empty.body')} />
      ) : (
        groupByCause(shown).map((group) => <ParkedGroupView key={group.id} group={group} />)
      )}
    </>
  );
}
