import { Kbd, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useState } from 'react';
import { useI18n } from '../../i18n/i18n.js';
import { Icon } from '../../ui/icon.js';

/** Searches orders from every page. */
export function SearchField({ field }: { field: RefObject<HTMLInputElement | null> }): ReactNode {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate({
          to: '/orders',
          search: { q: query.trim() === '' ? undefined : query.trim(), status: undefined },
        });
        field.current?.blur();
      }}
    >
      <TextInput
        ref={field}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        leftSection={<Icon name="search" size={14} />}
        rightSection={<Kbd size="xs">/</Kbd>}
      />
    </form>
  );
}
