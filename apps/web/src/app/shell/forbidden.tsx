import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/i18n.js';
import { Blank } from '../../ui/states.js';

export function Forbidden(): ReactNode {
  const { t } = useI18n();
  return <Blank icon="lock" title={t('state.forbidden.title')} body={t('state.forbidden.body')} />;
}
