import type { Language } from './i18n/translator.js';

const locales: Record<Language, string> = { tr: 'tr-TR', en: 'en-GB' };

/** Money as people of a language write it, exact: the amount never becomes a binary fraction. */
export function formatMoney(amountMinor: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(locales[language], { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const decimal = `${amountMinor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
  // ECMA-402 takes decimals as text; the library types know only numbers.
  return format.format(decimal as Intl.StringNumericLiteral);
}

/** Thousandths as people of a language write a share: `12.5%`, `%12,5`. */
export const formatShare = (permille: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 }).format(permille / 1_000);

/** A day, without the time: `Tuesday, 25 November`. */
export function dayParts(at: Date, language: Language, country: string | null): { weekday: string; date: string } {
  const timeZone = zoneOf(country);
  const locale = locales[language];
  return {
    weekday: new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }).format(at),
    date: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone }).format(at),
  };
}

/** A moment with the zone it is told in: `25 November at 14:00 GMT+3`. */
export function formatMoment(at: Date, language: Language, country: string | null): string {
  return new Intl.DateTimeFormat(locales[language], {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zoneOf(country),
    timeZoneName: 'short',
  }).format(at);
}

/** A moment to hold somebody to: year, seconds and zone. */
export function formatStamp(at: Date, language: Language, country: string | null): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'long',
    timeStyle: 'long',
    timeZone: zoneOf(country),
  }).format(at);
}

/** Messages are read later and elsewhere: a time names its zone, and only a country with one clock has its own. */
const zoneOf = (country: string | null): string => (country === 'TR' ? 'Europe/Istanbul' : 'UTC');
