import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { MessageKey, WordKind } from './catalogue.js';
import {
  formatDate,
  formatDuration,
  formatMoney,
  formatNumber,
  formatRelative,
  type Language,
  languages,
} from './format.js';
import { type MessageValues, translate, wordFor } from './translate.js';

interface I18n {
  language: Language;
  setLanguage: (language: Language) => void;
  t: (key: MessageKey, values?: MessageValues) => string;
  word: (kind: WordKind, code: string) => string;
  money: (minor: number, currency: string) => string;
  number: (value: number, fractionDigits?: number) => string;
  date: (iso: string, style: 'exact' | 'short' | 'day' | 'clock') => string;
  ago: (iso: string, nowMs: number) => string;
  duration: (seconds: number) => string;
}

const STORAGE_KEY = 'kervan.language';

const I18nContext = createContext<I18n | null>(null);

const isLanguage = (value: string | null): value is Language => languages.some((language) => language === value);

function rememberedLanguage(): Language {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    if (isLanguage(stored)) return stored;
  } catch {
    // Storage is refused in some private windows.
  }
  return navigator.language.toLowerCase().startsWith('tr') ? 'tr' : 'en';
}

function remember(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

export function I18nProvider({ children }: { children: ReactNode }): ReactNode {
  const [language, setState] = useState(rememberedLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const setLanguage = useCallback((next: Language) => {
    remember(next);
    setState(next);
  }, []);
  const value = useMemo<I18n>(
    () => ({
      language,
      setLanguage,
      t: (key, values) => translate(language, key, values),
      word: (kind, code) => wordFor(language, kind, code),
      money: (minor, currency) => formatMoney(language, minor, currency),
      number: (count, digits) => formatNumber(language, count, digits),
      date: (iso, style) => formatDate(language, iso, style),
      ago: (iso, nowMs) => formatRelative(language, iso, nowMs),
      duration: (seconds) => formatDuration(language, seconds),
    }),
    [language, setLanguage],
  );
  return <I18nContext value={value}>{children}</I18nContext>;
}

export function useI18n(): I18n {
  const i18n = use(I18nContext);
  if (!i18n) throw new Error('useI18n needs an I18nProvider above it');
  return i18n;
}
