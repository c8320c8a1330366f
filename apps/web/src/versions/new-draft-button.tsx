import { Button } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { problemText } from '../ui/states.js';

interface NewDraftButtonProps {
  label: string;
  create: UseMutationResult<unknown, Error, void>;
}

/** A draft begins as a copy, so that a person changes only what is meant. */
export function NewDraftButton({ label, create }: NewDraftButtonProps): ReactNode {
  const { word } = useI18n();
  return (
    <>
      {create.isError ? (
        <span role="alert" className="tone-bad">
          {problemText(create.error, word)}
        </span>
      ) : null}
      <Button variant="filled" loading={create.isPending} onClick={() => create.mutate()}>
        {label}
      </Button>
    </>
  );
}
