import '../i18n/told-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { getRules, listRules } from '../api/told.js';
import type { NotificationRules } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { useBuiltInTexts } from '../told/use-texts.js';
import { Loaded } from '../ui/loaded.js';
import { Page } from '../ui/page.js';
import { VersionLead } from '../versions/version-lead.js';
import { activeOf } from '../versions/versioned.js';
import { toEdit } from './rules-calls.js';
import { rulesSections } from './rules-fields.js';
import { RulesEditor } from './rules-editor.js';

/** One version of telling rules: a draft is edited, the others are read. */
export function OneRulesPage(): ReactNode {
  const { rulesId } = useParams({ from: '/messages/rules/$rulesId' });
  const rules = useQuery({ queryKey: ['telling-rules', 'one', rulesId], queryFn: () => getRules(rulesId) });
  return <Loaded query={rules}>{(loaded) => <RulesView rules={loaded} />}</Loaded>;
}

function RulesView({ rules }: { rules: NotificationRules }): ReactNode {
  const { t } = useI18n();
  const { merchantId } = rules;
  const versions = useQuery({ queryKey: ['telling-rules', merchantId], queryFn: () => listRules(merchantId) });
  const builtIn = useBuiltInTexts();
  // The same object while the server says the same: what is new is told by it.
  const whole = useMemo(() => toEdit(rules), [rules]);
  const all = (
    <Link to="/messages/rules" search={{ merchant: merchantId }} className="link">
      {t('rules.all')}
    </Link>
  );
  return (
    <Page
      title={t('policy.page', { name: rules.name, version: rules.version })}
      lead={<VersionLead version={rules} all={all} />}
    >
      <Loaded query={builtIn}>
        {({ items: kinds }) => (
          <Loaded query={versions}>
            {({ items }) => (
              <RulesEditor key={rules.id} rules={whole} active={activeOf(items)} sections={rulesSections(kinds)} />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}
