import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { createTemplate } from '../api/told.js';
import { type BuiltInTexts, type MessageTemplate, type MessageTexts, textParts } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { problemText } from '../ui/states.js';
import columns from '../versions/versions.module.css';
import { TextsDraft } from './texts-draft.js';
import { UseDialog } from './use-dialog.js';
import classes from './told.module.css';

export interface TextsVersionProps {
  merchantId: string;
  builtIn: BuiltInTexts;
  /** Null: the built-in texts. */
  chosen: MessageTemplate | null;
  active: MessageTemplate | null;
}

/** A draft is edited; every other version is read, copied into a new draft, or used again. */
export function TextsVersion(props: TextsVersionProps): ReactNode {
  const { merchantId, builtIn, chosen, active } = props;
  const { t } = useI18n();
  const [asked, setAsked] = useState(false);
  if (chosen?.state === 'draft') return <TextsDraft builtIn={builtIn} draft={chosen} />;
  const wanted = chosen?.state === 'active' ? 'archive' : 'activate';
  return (
    <div>
      <p className="quiet">{t(`told.read-only.${chosen?.state ?? (active === null ? 'built-in' : 'unused')}`)}</p>
      <div className={columns['bar']}>
        <CopyButton merchantId={merchantId} builtIn={builtIn} texts={chosen?.texts ?? builtIn.texts} />
        {chosen === null ? null : (
          <>
            <Button onClick={() => setAsked(true)}>{t(`told.${wanted === 'archive' ? 'stop' : 'again'}`)}</Button>
            <UseDialog version={chosen} wanted={wanted} opened={asked} onClose={() => setAsked(false)} />
          </>
        )}
      </div>
      <dl className={classes['texts']}>
        {textParts.map((part) => (
          <div key={part}>
            <dt>{t(`told.part.${part}`)}</dt>
            <dd>{(chosen?.texts ?? builtIn.texts)[part]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

interface CopyButtonProps {
  merchantId: string;
  builtIn: BuiltInTexts;
  texts: MessageTexts;
}

/** A draft begins as a copy, so that a person changes only what is meant. */
function CopyButton({ merchantId, builtIn: { template, language }, texts }: CopyButtonProps): ReactNode {
  const { t, word } = useI18n();
  const queries = useQueryClient();
  const navigate = useNavigate({ from: '/messages/texts/$template/$language' });
  const copy = useMutation({
    mutationFn: () => createTemplate(merchantId, { template, language, texts }),
    onSuccess: async (draft) => {
      await queries.invalidateQueries({ queryKey: ['message-templates'] });
      await navigate({ search: { merchant: merchantId, version: draft.id } });
    },
  });
  return (
    <>
      <Button variant="filled" loading={copy.isPending} onClick={() => copy.mutate()}>
        {t('told.copy')}
      </Button>
      {copy.isError ? (
        <span role="alert" className="tone-bad">
          {problemText(copy.error, word)}
        </span>
      ) : null}
    </>
  );
}
