import '../i18n/told-catalogue.js';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type BuiltInTexts, messageLanguages, type MessageTemplate } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useMerchantChoice } from '../routing/use-policies.js';
import { Loaded } from '../ui/loaded.js';
import { Page, Section } from '../ui/page.js';
import { Blank, RowsSkeleton } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { At } from '../ui/values.js';
import columns from '../versions/versions.module.css';
import { BUILT_IN, capitalised, chosenOf } from './texts-facts.js';
import { TextsPreview } from './texts-preview.js';
import { TextsVersion } from './texts-version.js';
import classes from './told.module.css';
import { useBuiltInTexts, useVersions } from './use-texts.js';

/** What one kind of message says in one language: its versions, the words, and how they look on a real order. */
export function TextsPage(): ReactNode {
  const { t, word, language: own } = useI18n();
  const { template, language: wanted } = useParams({ from: '/messages/texts/$template/$language' });
  const { merchantId } = useMerchantChoice();
  const builtIn = useBuiltInTexts();
  const language = messageLanguages.find((one) => one === wanted) ?? 'en';
  return (
    <Page
      title={t('told.page', {
        kind: capitalised(own, word('template', template)),
        language: t(`told.language.${language}`),
      })}
      lead={
        <>
          {messageLanguages
            .filter((one) => one !== language)
            .map((one) => (
              <Link
                key={one}
                to="/messages/texts/$template/$language"
                params={{ template, language: one }}
                search={{ merchant: merchantId ?? undefined }}
                className="link"
              >
                {t(`told.language.${one}`)}
              </Link>
            ))}{' '}
          ·{' '}
          <Link to="/messages" search={{ merchant: merchantId ?? undefined }} className="link">
            {t('told.all')}
          </Link>
        </>
      }
    >
      <Loaded query={builtIn}>
        {({ items }) => {
          const texts = items.find((one) => one.template === template && one.language === language);
          if (!texts) return <Blank icon="search" title={t('state.not-found.title')} />;
          return merchantId === null ? <RowsSkeleton /> : <Versions merchantId={merchantId} builtIn={texts} />;
        }}
      </Loaded>
    </Page>
  );
}

interface VersionsProps {
  merchantId: string;
  builtIn: BuiltInTexts;
}

function Versions({ merchantId, builtIn }: VersionsProps): ReactNode {
  const { version } = useSearch({ from: '/messages/texts/$template/$language' });
  const versions = useVersions(merchantId, builtIn.template, builtIn.language);
  return (
    <Loaded query={versions}>
      {({ items }) => {
        const chosen = chosenOf(items, version);
        return (
          <>
            <VersionList merchantId={merchantId} builtIn={builtIn} versions={items} chosen={chosen} />
            <div className={columns['columns']}>
              <TextsVersion
                key={chosen?.id ?? BUILT_IN}
                merchantId={merchantId}
                builtIn={builtIn}
                chosen={chosen}
                active={items.find(({ state }) => state === 'active') ?? null}
              />
              {chosen === null ? null : (
                <div className={columns['aside']}>
                  <TextsPreview key={chosen.id} chosen={chosen} />
                </div>
              )}
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

interface VersionListProps extends VersionsProps {
  versions: readonly MessageTemplate[];
  chosen: MessageTemplate | null;
}

/** The way to every version; the address bar holds which one is looked at. */
function VersionList({ merchantId, builtIn: { template, language }, versions, chosen }: VersionListProps): ReactNode {
  const { t } = useI18n();
  const shared = {
    ...{ to: '/messages/texts/$template/$language', params: { template, language } },
    className: classes['version'],
  } as const;
  return (
    <Section title={t('told.versions')}>
      <ul className={classes['versions']}>
        {versions.map(({ id, version, state, activatedAt }) => (
          <li key={id}>
            <Link
              {...shared}
              search={{ merchant: merchantId, version: id }}
              aria-current={id === chosen?.id ? 'true' : undefined}
            >
              {t('told.version', { version })} <StatusBadge kind="policy-state" status={state} />
              {activatedAt === null ? null : (
                <span className="quiet">
                  <At at={activatedAt} />
                </span>
              )}
            </Link>
          </li>
        ))}
        <li>
          <Link
            {...shared}
            search={{ merchant: merchantId, version: BUILT_IN }}
            aria-current={chosen === null ? 'true' : undefined}
          >
            {t('told.built-in')}{' '}
            {versions.some(({ state }) => state === 'active') ? null : (
              <StatusBadge kind="policy-state" status="active" />
            )}
          </Link>
        </li>
      </ul>
    </Section>
  );
}
