import { Kbd, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode, RefObject } from 'react';
import { useI18n } from '../../i18n/i18n.js';
import { Icon } from '../../ui/icon.js';

/** Searches orders from every page. */
export function SearchField({ field }: { field: RefObject<HTMLInputElement | null> }): ReactNode {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { q } = useSearch({ strict: false });
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const query = field.current?.value.trim() ?? '';
        void navigate({
          to: '/orders',
          search: { q: query === '' ? undefined : query, status: undefined },
        });
        field.current?.blur();
      }}
    >
      <TextInput
        // Another search in the address bar is another field: it shows what was searched for.
        key={q ?? ''}
        ref={field}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        defaultValue={q ?? ''}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        leftSection={<Icon name="search" size={14} />}
        rightSection={<Kbd size="xs">/</Kbd>}
      />
    </form>
  );
}
