import { Button } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/i18n.js';
import { Icon } from '../../ui/icon.js';
import { Blank } from '../../ui/states.js';

export function NotFoundPage(): ReactNode {
  const { t } = useI18n();
  const router = useRouter();
  return (
    <Blank
      icon="search"
      title={t('state.not-found.title')}
      body={t('state.not-found.body')}
      action={<Button onClick={() => void router.navigate({ to: '/' })}>{t('state.not-found.back')}</Button>}
    />
  );
}

/** A page that threw, or whose code could not be loaded after a new release. */
export function CrashPage({ error }: ErrorComponentProps): ReactNode {
  const { t } = useI18n();
  return (
    <Blank
      icon="alert"
      title={t('state.crash.title')}
      body={error instanceof Error ? error.message : String(error)}
      action={
        <Button leftSection={<Icon name="refresh" size={14} />} onClick={() => location.reload()}>
          {t('state.error.retry')}
        </Button>
      }
    />
  );
}
