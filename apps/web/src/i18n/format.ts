/** Numbers, money and time in a person's language. Pure: no clock, no ambient locale. */

export const languages = ['en', 'tr'] as const;
export type Language = (typeof languages)[number];

/** British English: day before month and a 24-hour clock, as the operators of this field read them. */
const locales: Record<Language, string> = { en: 'en-GB', tr: 'tr-TR' };

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const known = cache.get(key);
  if (known) return known as T;
  const made = make();
  cache.set(key, made);
  return made;
}

export function formatNumber(language: Language, value: number, maximumFractionDigits = 0): string {
  return cached(
    `n:${language}:${maximumFractionDigits}`,
    () => new Intl.NumberFormat(locales[language], { maximumFractionDigits }),
  ).format(value);
}

/** Minor units to the currency's own number of decimals: 14990 TRY → ₺149,90, 500 JPY → ¥500. */
export function formatMoney(language: Language, minor: number, currency: string): string {
  try {
    const format = cached(
      `m:${language}:${currency}`,
      () => new Intl.NumberFormat(locales[language], { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    );
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    // Not an ISO 4217 code: better a bare number than a page that does not open.
    return `${formatNumber(language, minor / 100, 2)} ${currency}`;
  }
}

type DateStyle = 'exact' | 'short' | 'day' | 'clock';

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  exact: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  },
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

export function formatDate(language: Language, iso: string, style: DateStyle, timeZone?: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return cached(
    `d:${language}:${style}:${timeZone ?? ''}`,
    () => new Intl.DateTimeFormat(locales[language], { ...dateStyles[style], ...(timeZone ? { timeZone } : {}) }),
  ).format(at);
}

const units: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "5 min ago", "in 2 hr". Whole units, the largest that fits. */
export function formatRelative(language: Language, iso: string, nowMs: number): string {
  const seconds = Math.round((new Date(iso).getTime() - nowMs) / 1000);
  if (Number.isNaN(seconds)) return iso;
  const format = cached(
    `r:${language}`,
    () => new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto', style: 'short' }),
  );
  const [unit, size] = units.find(([, unitSeconds]) => Math.abs(seconds) >= unitSeconds) ?? ['second', 1];
  return format.format(Math.trunc(seconds / size), unit);
}

const durationWords: Record<Language, [day: string, hour: string, minute: string, second: string]> = {
  en: ['d', 'h', 'min', 's'],
  tr: ['g', 'sa', 'dk', 'sn'],
};

/** At most two neighbouring units: "2 h 10 min", "45 s", "3 d 4 h", "40 ms". */
export function formatDuration(language: Language, seconds: number): string {
  if (seconds > 0 && seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  const whole = Math.max(0, Math.round(seconds));
  const words = durationWords[language];
  const parts = [Math.floor(whole / 86_400), Math.floor(whole / 3_600) % 24, Math.floor(whole / 60) % 60, whole % 60];
  const first = parts.findIndex((part) => part > 0);
  if (first === -1) return `0 ${words[3]}`;
  return parts
    .slice(first, first + 2)
    .map((part, index) => (part > 0 ? `${part} ${words[first + index] ?? ''}` : ''))
    .filter((text) => text !== '')
    .join(' ');
}
