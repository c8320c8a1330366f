import { createHash } from 'node:crypto';
import { searchIcon } from './icons.js';
import { Markup, markup } from './markup.js';
import { pageCss } from './page.css.js';
import type { Language } from './page-language.js';

/** A whole page for a customer. */
export interface PageParts {
  readonly language: Language;
  readonly title: string;
  readonly body: Markup;
  /** The style, as in {@link pageHeaders}; absent: what all pages share. */
  readonly css?: string;
  /** A script of our own, as in {@link pageHeaders}; absent: the page runs nothing. */
  readonly script?: string | undefined;
}

/** The frame of every page that a customer sees: nothing that is loaded, and everything can be read without a script. */
export function pageDocument({ language, title, body, css = pageCss, script }: PageParts): string {
  return markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><meta name="format-detection" content="telephone=no">
<style>${new Markup(css)}</style></head>
<body><div class="wrap">
${body}
</div>${script === undefined ? null : new Markup(`<script>${script}</script>`)}</body></html>
`.text;
}

/** A page below the page of an order. */
export interface OrderPageParts {
  /** The number of the order, as its customer knows it. */
  readonly order: string;
  readonly language: Language;
  readonly title: string;
  readonly content: Markup;
  /** The style, as in {@link pageHeaders}; absent: what all pages share. */
  readonly css?: string;
}

const frame = {
  en: { order: 'Order', switch: 'Türkçe', to: 'tr' },
  tr: { order: 'Sipariş', switch: 'English', to: 'en' },
} as const;

/** The frame of such a page: which order it is about, and the other language. */
export function orderPage({ order, language, title, content, css = pageCss }: OrderPageParts): string {
  const { order: word, switch: label, to } = frame[language];
  const body = markup`<header class="top"><b>${word} ${order}</b><a href="?lang=${to}" hreflang="${to}" lang="${to}">${label}</a></header>
<main>${content}</main>`;
  return pageDocument({ language, title: `${title} · ${word} ${order}`, body, css });
}

/**
 * The headers of such a page: nothing may run or load but the one style and the one script, known by their hashes.
 * @param forms whether the page has forms, which go back to where it came from.
 * @param script may also ask where it came from, and have workers from there.
 */
export function pageHeaders(language: Language, css = pageCss, forms = false, script?: string): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    'content-security-policy': [
      ...[`default-src 'none'`, `style-src ${hashSource(css)}`, `base-uri 'none'`],
      ...(script === undefined ? [] : [`script-src ${hashSource(script)}`, `connect-src 'self'`, `worker-src 'self'`]),
      ...[`form-action ${forms ? `'self'` : `'none'`}`, `frame-ancestors 'none'`],
    ].join('; '),
    // The address is the key to the page: it must not travel on.
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
    vary: 'Accept-Language',
  };
}

const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const missing = {
  en: {
    title: 'We cannot find this order',
    text: 'The address may be cut off. Please open the link in our e-mail again, or copy it in full.',
  },
  tr: {
    title: 'Bu siparişi bulamadık',
    text: 'Adres eksik kopyalanmış olabilir. Lütfen e-postamızdaki bağlantıyı yeniden açın ya da tamamını kopyalayın.',
  },
} as const;

const waiting = {
  en: {
    title: 'Please wait a moment',
    text: 'There were too many wrong addresses. Please try again in a minute.',
  },
  tr: {
    title: 'Lütfen biraz bekleyin',
    text: 'Çok fazla yanlış adres denendi. Lütfen bir dakika sonra yeniden deneyin.',
  },
} as const;

/** What who tried too many wrong addresses is shown, right address or not. */
export function waitingPage(language: Language): string {
  const { title, text } = waiting[language];
  return pageDocument({ language, title, body: centred(markup`<h1>${title}</h1><p>${text}</p>`) });
}

const centred = (content: Markup): Markup =>
  markup`<main><section class="hero missing"><span class="badge">${searchIcon}</span>${content}</section></main>`;

/** What an address shows that belongs to no order: everywhere the same, so that it says nothing about what exists. */
export function missingPage(language: Language): string {
  const { title, text } = missing[language];
  return pageDocument({ language, title, body: centred(markup`<h1>${title}</h1><p>${text}</p>`) });
}
