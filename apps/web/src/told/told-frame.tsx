import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { MerchantFrame } from '../ui/merchant-frame.js';

interface ToldFrameProps {
  lead: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

/** The pages about what is told: to customers, and to the shop's own people. */
export function ToldFrame(props: ToldFrameProps): ReactNode {
  const { t } = useI18n();
  const tabs = [
    { to: '/messages', label: t('told.tab.texts') },
    { to: '/messages/rules', label: t('told.tab.rules') },
    { to: '/messages/people', label: t('told.tab.people') },
  ] as const;
  return <MerchantFrame title={t('told.title')} tabs={tabs} {...props} />;
}
