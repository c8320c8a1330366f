import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface SearchBoxProps {
  label: string;
  value: string | undefined;
  onSearch: (text: string | undefined) => void;
}

/** Searches a list when Enter is pressed. */
export function SearchBox({ label, value, onSearch }: SearchBoxProps): ReactNode {
  return (
    <form
      role="search"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get('q');
        const text = typeof typed === 'string' ? typed.trim() : '';
        onSearch(text === '' ? undefined : text);
      }}
    >
      <TextInput
        // Another search in the address bar is another field: it shows what was searched for.
        key={value ?? ''}
        name="q"
        type="search"
        aria-label={label}
        placeholder={label}
        defaultValue={value ?? ''}
        maxLength={200}
      />
    </form>
  );
}
