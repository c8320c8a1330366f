import type { ReactNode } from 'react';
import { useI18n } from '../i18n/i18n.js';
import { MerchantFrame } from '../ui/merchant-frame.js';

interface RoutingFrameProps {
  lead?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

/** The pages about how orders are routed. */
export function RoutingFrame(props: RoutingFrameProps): ReactNode {
  const { t } = useI18n();
  const tabs = [
    { to: '/routing', label: t('routing.tab.policies') },
    { to: '/routing/simulations', label: t('routing.tab.simulations') },
    { to: '/routing/lost', label: t('routing.tab.lost') },
  ] as const;
  return <MerchantFrame title={t('routing.title')} tabs={tabs} {...props} />;
}
