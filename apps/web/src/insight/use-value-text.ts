import { useMemo } from 'react';
import type { MeasureUnit } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';

/** A value in words by its unit. */
export function useValueText(): (unit: MeasureUnit, value: number | null, currency?: string | null) => string {
  const { t, number, money, duration } = useI18n();
  return useMemo(() => {
    const texts: Readonly<Record<MeasureUnit, (value: number, currency: string | null) => string>> = {
      count: (value) => number(value),
      money: (value, currency) => (currency === null ? number(value) : money(Math.round(value), currency)),
      share: (value) => t('decision.percent', { share: number(value * 100, 1) }),
      seconds: (value) => duration(value),
      mark: (value) => number(value, 2),
      points: (value) => number(value, 1),
    };
    return (unit, value, currency = null) => (value === null ? t('insight.no-data') : texts[unit](value, currency));
  }, [t, number, money, duration]);
}
