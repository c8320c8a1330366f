import '../i18n/told-catalogue.js';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { listContacts } from '../api/told.js';
import { useI18n } from '../i18n/i18n.js';
import { useMerchantChoice } from '../routing/use-policies.js';
import { ToldFrame } from '../told/told-frame.js';
import { Loaded } from '../ui/loaded.js';
import { RowsSkeleton } from '../ui/states.js';
import { PeopleEditor } from './people-editor.js';

/** Who of the shop is written to when something needs a person. */
export function PeoplePage(): ReactNode {
  const { t } = useI18n();
  const { merchantId } = useMerchantChoice();
  return (
    <ToldFrame lead={t('people.lead')}>
      {merchantId === null ? <RowsSkeleton /> : <People key={merchantId} merchantId={merchantId} />}
    </ToldFrame>
  );
}

function People({ merchantId }: { merchantId: string }): ReactNode {
  const people = useQuery({ queryKey: ['shop-contacts', merchantId], queryFn: () => listContacts(merchantId) });
  return (
    <Loaded query={people}>{({ contacts }) => <PeopleEditor merchantId={merchantId} contacts={contacts} />}</Loaded>
  );
}
