import '../i18n/after-sales-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getComplaintSettings, listMacros } from '../api/complaints.js';
import { useI18n } from '../i18n/i18n.js';
import { useMerchantChoice } from '../routing/use-policies.js';
import { Loaded } from '../ui/loaded.js';
import { MerchantSelect } from '../ui/merchant-select.js';
import { Section } from '../ui/page.js';
import { RowsSkeleton } from '../ui/states.js';
import { ComplaintsFrame } from './complaints-frame.js';
import { HoursForm } from './hours-form.js';
import { MacroEditor } from './macro-editor.js';

/** What a desk works with besides its queue: answers that are given often, and when it is open. */
export function MacrosPage(): ReactNode {
  const { merchantId } = useMerchantChoice();
  return (
    <ComplaintsFrame tools={<MerchantSelect />}>
      {merchantId === null ? <RowsSkeleton /> : <Desk key={merchantId} merchantId={merchantId} />}
    </ComplaintsFrame>
  );
}

function Desk({ merchantId }: { merchantId: string }): ReactNode {
  const { t } = useI18n();
  const macros = useQuery({ queryKey: ['macros', merchantId], queryFn: () => listMacros(merchantId) });
  const settings = useQuery({
    queryKey: ['complaint-settings', merchantId],
    queryFn: () => getComplaintSettings(merchantId),
  });
  return (
    <>
      <Section title={t('macros.title')}>
        <Loaded query={macros}>{({ items }) => <MacroEditor merchantId={merchantId} macros={items} />}</Loaded>
      </Section>
      <Section title={t('hours.title')}>
        <Loaded query={settings}>{(loaded) => <HoursForm merchantId={merchantId} settings={loaded} />}</Loaded>
      </Section>
    </>
  );
}
