import type { MeasureGroup } from '../api/types.js';
import { useSession } from '../app/session.js';
import { useI18n } from '../i18n/i18n.js';
import { useMerchants } from '../keys/use-merchants.js';
import { useSupplierNames } from '../suppliers/use-suppliers.js';
import { carrierName } from '../ui/carrier-name.js';

/** What a group is called: the name of a supplier, the word for a reason. */
export function useGroupName(): (key: MeasureGroup['key']) => string {
  const { t, word } = useI18n();
  const { role } = useSession();
  const supplierName = useSupplierNames();
  const merchants = useMerchants(role === 'operator').data?.items;
  const nameOf = (dimension: string, value: string): string => {
    if (dimension === 'supplier') return supplierName(value);
    if (dimension === 'merchant') return merchants?.find(({ id }) => id === value)?.name ?? value.slice(-8);
    if (dimension === 'carrier') return carrierName(value);
    if (dimension === 'reason') return word('return-reason', value);
    if (dimension === 'type' || dimension === 'cause') return word('complaint-type', value);
    return dimension === 'party' ? word('party', value) : value;
  };
  return (key) =>
    Object.entries(key)
      .map(([dimension, value]) => (value === null || value === '' ? t('insight.unknown') : nameOf(dimension, value)))
      .join(' · ');
}
