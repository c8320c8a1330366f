import '../i18n/told-catalogue.js';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { listTemplates } from '../api/told.js';
import { type MessageLanguage, messageLanguages } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import type { Column } from '../list/column.js';
import { DataList } from '../list/data-list.js';
import { useMerchantChoice } from '../routing/use-policies.js';
import { Loaded } from '../ui/loaded.js';
import { Failure, RowsSkeleton } from '../ui/states.js';
import { StatusBadge } from '../ui/status-badge.js';
import { type KindOfMessage, kindsOf } from './texts-facts.js';
import classes from './told.module.css';
import { ToldFrame } from './told-frame.js';
import { useBuiltInTexts } from './use-texts.js';

/** What customers read: each kind of message in both languages, and whether the words are the merchant's own. */
export function KindsPage(): ReactNode {
  const { t } = useI18n();
  const { merchantId } = useMerchantChoice();
  return (
    <ToldFrame lead={t('told.texts.lead')}>
      {merchantId === null ? <RowsSkeleton /> : <Kinds key={merchantId} merchantId={merchantId} />}
    </ToldFrame>
  );
}

function Kinds({ merchantId }: { merchantId: string }): ReactNode {
  const { t } = useI18n();
  const builtIn = useBuiltInTexts();
  // Of each kind and language one is active; of drafts only the newest count.
  const own = useQueries({
    queries: (['active', 'draft'] as const).map((state) => ({
      queryKey: ['message-templates', merchantId, state],
      queryFn: () => listTemplates({ merchantId, state }),
    })),
  });
  const columns = useColumns(merchantId);
  const failed = own.find(({ data, isError }) => data === undefined && isError);
  if (failed) return <Failure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (own.some(({ data }) => data === undefined)) return <RowsSkeleton />;
  const versions = own.flatMap(({ data }) => data?.items ?? []);
  return (
    <Loaded query={builtIn}>
      {({ items }) => (
        <DataList
          label={t('told.tab.texts')}
          columns={columns}
          items={kindsOf(items, versions)}
          rowKey={({ template }) => template}
        />
      )}
    </Loaded>
  );
}

function useColumns(merchant: string): Column<KindOfMessage>[] {
  const { t, word, language: own } = useI18n();
  return useMemo(
    () => [
      {
        key: 'kind',
        header: t('told.kind'),
        card: 'title',
        cell: ({ template }) => (
          <Link
            to="/messages/texts/$template/$language"
            params={{ template, language: own }}
            search={{ merchant }}
            className={classes['kind']}
            data-row-link
          >
            {word('template', template)}
          </Link>
        ),
      },
      {
        key: 'always',
        header: t('told.when'),
        card: 'plain',
        cell: ({ obligatory }) => <span className="quiet">{t(obligatory ? 'told.always' : 'told.by-rules')}</span>,
      },
      ...messageLanguages.map((language): Column<KindOfMessage> => ({
        key: language,
        header: t(`told.language.${language}`),
        card: 'line',
        cell: (kind) => <StandingLink kind={kind} language={language} merchant={merchant} />,
      })),
    ],
    [t, word, own, merchant],
  );
}

interface StandingLinkProps {
  kind: KindOfMessage;
  language: MessageLanguage;
  merchant: string;
}

function StandingLink({ kind: { template, standing }, language, merchant }: StandingLinkProps): ReactNode {
  const { t } = useI18n();
  const { active, draft } = standing[language];
  return (
    <Link
      to="/messages/texts/$template/$language"
      params={{ template, language }}
      search={{ merchant }}
      className={classes['standing']}
    >
      {active === null ? (
        <span className="quiet">{t('told.built-in')}</span>
      ) : (
        <>
          {t('told.own', { version: active.version })} <StatusBadge kind="policy-state" status="active" />
        </>
      )}
      {draft === null ? null : <StatusBadge kind="policy-state" status="draft" />}
    </Link>
  );
}
