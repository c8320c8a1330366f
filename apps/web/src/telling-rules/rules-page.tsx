import '../i18n/told-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listRules } from '../api/told.js';
import type { NotificationRules } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { DataList } from '../list/data-list.js';
import { useMerchantChoice } from '../routing/use-policies.js';
import { ToldFrame } from '../told/told-frame.js';
import { Loaded } from '../ui/loaded.js';
import { Blank, RowsSkeleton } from '../ui/states.js';
import { NewDraftButton } from '../versions/new-draft-button.js';
import { useNewDraft } from '../versions/use-new-draft.js';
import { useVersionColumns } from '../versions/use-version-columns.js';
import { activeOf } from '../versions/versioned.js';
import classes from '../versions/versions.module.css';
import { rulesCalls } from './rules-calls.js';
import { noRules } from './rules-fields.js';

const idOf = (rules: NotificationRules): string => rules.id;

const linkTo = ({ id, name }: NotificationRules): ReactNode => (
  <Link to="/messages/rules/$rulesId" params={{ rulesId: id }} className={classes['name']} data-row-link>
    {name}
  </Link>
);

/** Every version of what customers are told and when: the one that holds, what is prepared, and what held before. */
export function RulesPage(): ReactNode {
  const { t } = useI18n();
  const { merchantId } = useMerchantChoice();
  return (
    <ToldFrame lead={t('rules.lead')}>
      {merchantId === null ? <RowsSkeleton /> : <RulesList key={merchantId} merchantId={merchantId} />}
    </ToldFrame>
  );
}

function RulesList({ merchantId }: { merchantId: string }): ReactNode {
  const { t } = useI18n();
  const versions = useQuery({ queryKey: ['telling-rules', merchantId], queryFn: () => listRules(merchantId) });
  const columns = useVersionColumns(linkTo);
  const active = activeOf(versions.data?.items ?? []);
  const create = useNewDraft(rulesCalls, merchantId, {
    name: active === null ? t('rules.first-name') : t('policy.copy-name', { name: active.name }),
    content: active?.content ?? noRules,
  });
  const button = <NewDraftButton label={t('policy.new')} create={create} />;
  return (
    <Loaded query={versions}>
      {({ items }) =>
        items.length === 0 ? (
          <Blank icon="messages" title={t('rules.empty.title')} body={t('rules.empty.body')} action={button} />
        ) : (
          <>
            <div className={classes['bar']}>{button}</div>
            <DataList label={t('told.tab.rules')} columns={columns} items={items} rowKey={idOf} />
          </>
        )
      }
    </Loaded>
  );
}
