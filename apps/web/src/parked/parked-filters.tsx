import { Button, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ParkedSearch } from '../app/search.js';
import type { ParkedMessage, ParkedState } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { hasWord } from '../i18n/translate.js';
import { StatusFilter } from '../ui/status-filter.js';

const states: readonly ParkedState[] = ['dead', 'waiting', 'replayed', 'skipped'];
/** Every service that parks messages. */
const services: readonly string[] = [
  'order',
  'supplier-sync',
  'shipping-tracker',
  'after-sales',
  'notification',
  'console',
];

/** The filter of the page, as the address bar holds it. */
export function useParkedSearch(): ParkedSearch & { state: ParkedState | undefined } {
  const { state, ...search } = useSearch({ from: '/parked' });
  return { ...search, state: states.find((known) => known === state) };
}

/** Narrows the list; what there is to choose is what there is. */
export function ParkedFilters({ messages }: { messages: readonly ParkedMessage[] }): ReactNode {
  const { t, word } = useI18n();
  const search = useParkedSearch();
  const navigate = useNavigate({ from: '/parked' });
  const choose = (change: Partial<ReturnType<typeof useParkedSearch>>): void =>
    void navigate({ search: { ...search, ...change } });
  const words = (code: string): string => (hasWord('problem', code) ? word('problem', code) : code);
  const isNarrowed = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      <Choice
        label={t('parked.filter.service')}
        value={search.service}
        values={services}
        onChange={(service) => choose({ service })}
      />
      <StatusFilter
        kind="parked-state"
        statuses={states}
        value={search.state}
        onChange={(state) => choose({ state: states.find((known) => known === state) })}
      />
      <Choice
        label={t('parked.filter.type')}
        value={search.type}
        values={messages.flatMap(({ type }) => type ?? [])}
        onChange={(type) => choose({ type })}
      />
      <Choice
        label={t('parked.filter.error')}
        value={search.error}
        values={messages.map(({ errorCode }) => errorCode)}
        inWords={words}
        onChange={(error) => choose({ error })}
      />
      {isNarrowed ? <Button onClick={() => void navigate({ search: {} })}>{t('parked.filter.clear')}</Button> : null}
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string | undefined;
  values: readonly string[];
  inWords?: (value: string) => string;
  onChange: (value: string | undefined) => void;
}

function Choice({ label, value, values, inWords = (plain) => plain, onChange }: ChoiceProps): ReactNode {
  const { t } = useI18n();
  const known = [...new Set(value === undefined ? values : [value, ...values])].sort();
  return (
    <NativeSelect
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      data={[
        { value: '', label: `${label}: ${t('filter.all')}` },
        ...known.map((one) => ({ value: one, label: inWords(one) })),
      ]}
    />
  );
}
