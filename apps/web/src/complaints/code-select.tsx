import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WordKind } from '../i18n/catalogue.js';
import { useI18n } from '../i18n/i18n.js';

/** What was chosen; null: nothing yet. */
export const codeOf = <Code extends string>(codes: readonly Code[], value: string): Code | null =>
  codes.find((code) => code === value) ?? null;

interface CodeSelectProps {
  kind: WordKind;
  label: string;
  codes: readonly string[];
  value: string;
  onChange: (code: string) => void;
}

/** A choice among codes, in words. */
export function CodeSelect({ kind, label, codes, value, onChange }: CodeSelectProps): ReactNode {
  const { t, word } = useI18n();
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: t('complaint.solve.choose') },
        ...codes.map((code) => ({ value: code, label: word(kind, code) })),
      ]}
    />
  );
}
