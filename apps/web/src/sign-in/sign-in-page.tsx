import { Button, PasswordInput, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { signInWithKey, signInWithLink } from '../api/session.js';
import type { Session } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Logo } from '../ui/logo.js';
import { problemText } from '../ui/states.js';
import classes from './sign-in-page.module.css';

interface SignInPageProps {
  linkToken: string | null;
  onEnter: (session: Session | null) => void;
}

/** Where a key is pasted, or a one-time link is redeemed. */
export function SignInPage({ linkToken, onEnter }: SignInPageProps): ReactNode {
  const { t, language, setLanguage } = useI18n();
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <Logo size={44} />
        <h1 className={classes['title']}>{t('app.name')}</h1>
        <p className={classes['tagline']}>{t('app.tagline')}</p>
        {linkToken === null ? <KeyForm onEnter={onEnter} /> : <LinkEntry token={linkToken} onEnter={onEnter} />}
      </div>
      <SegmentedControl
        size="xs"
        aria-label={t('header.language')}
        value={language}
        onChange={(value) => setLanguage(value === 'tr' ? 'tr' : 'en')}
        data={[
          { value: 'tr', label: 'Türkçe' },
          { value: 'en', label: 'English' },
        ]}
      />
    </main>
  );
}

function KeyForm({ onEnter }: { onEnter: (session: Session) => void }): ReactNode {
  const { t, word } = useI18n();
  const [key, setKey] = useState('');
  const enter = useMutation({ mutationFn: () => signInWithKey(key.trim()), onSuccess: onEnter });
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '') enter.mutate();
      }}
    >
      <PasswordInput
        label={t('sign-in.key')}
        description={t('sign-in.hint')}
        placeholder="kv_…"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
        error={enter.isError ? problemText(enter.error, word) : null}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('sign-in.show') }}
        data-autofocus
      />
      <Button type="submit" variant="filled" size="sm" fullWidth loading={enter.isPending}>
        {t('sign-in.enter')}
      </Button>
    </form>
  );
}

function LinkEntry({ token, onEnter }: { token: string; onEnter: (session: Session | null) => void }): ReactNode {
  const { t, word } = useI18n();
  // A query, not an effect: it is sent once however often the page renders, and the link works only once.
  const entry = useQuery({
    queryKey: ['sign-in-link', token],
    queryFn: () => signInWithLink(token),
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  useEffect(() => {
    if (entry.data) onEnter(entry.data);
  }, [entry.data, onEnter]);
  if (!entry.isError) return <p role="status">{t('sign-in.entering')}</p>;
  return (
    <div className={classes['form']} role="alert">
      <p>{problemText(entry.error, word)}</p>
      <Button onClick={() => onEnter(null)} fullWidth>
        {t('sign-in.with-key')}
      </Button>
    </div>
  );
}
