import { markup, orderPage, pageCss, type Content, type Language, type Markup } from '#platform';
import type { PreferenceSubject, Said } from '../consent-records/domain/consent-record.js';
import { SHOWN } from './domain/preferences.js';
import type { PreferencesView } from './preferences.service.js';
import { translator, type Say } from './preferences.words.js';

/** The style of the page: what all pages share, and its form. */
export const preferencesCss = `${pageCss}
button:focus-visible,input:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
fieldset{min-width:0;margin:0 0 16px}
legend{float:left;width:100%;padding:0;margin:0 0 6px;font-size:17px;line-height:1.3;font-weight:600}
legend+*{clear:both}
.choice{display:flex;gap:12px;align-items:center;min-height:44px;padding:6px 0;overflow-wrap:anywhere}
.choice input{width:22px;height:22px;flex:none;margin:0;accent-color:var(--accent)}
.hint{margin:6px 0 0;font-size:14px;color:var(--soft)}
.addresses{margin:0;overflow-wrap:anywhere}
.addresses dt{font-size:14px;color:var(--soft)}
.addresses dd{margin:0 0 8px}
.banner{background:var(--wash);border-radius:12px;padding:14px 16px;margin:0 0 16px;font-weight:600}
.warn{color:var(--warn);font-weight:600;font-size:14px}
nav{margin:20px 0 0;font-size:15px}
nav a{display:inline-block;padding:10px 16px 10px 0}
`;

/** Where the page is, and how it came about. @param path its address without the language. */
export interface PreferencesPlace {
  readonly path: string;
  readonly language: Language;
  /** What a form said was taken in just now. */
  readonly isSaved: boolean;
}

/** Subjects that are a box to tick. */
type Box = Exclude<PreferenceSubject, 'language'>;

/** What can be decided, what holds, and what cannot be switched off. */
export function preferencesPage(view: PreferencesView, { path, language, isSaved }: PreferencesPlace): string {
  const say = translator(language);
  const title = say('title');
  const shop = { hasShop: view.shop === null ? 'no' : 'yes', shop: view.shop ?? '' };
  const content = markup`<section class="hero"><h1>${title}</h1><p>${say('text', shop)}</p></section>
${isSaved ? markup`<p class="banner" role="status">${say('saved')}</p>` : null}
${addresses(say, view)}
<section class="card"><h2>${say('service')}</h2><p class="state">${say('service.text')}</p></section>
${form(say, view, `${path}?lang=${language}`)}
<nav>${link(path, '', language, say('parcels'))}${link(path, '/data', language, say('data'))}</nav>`;
  return orderPage({ order: view.order, language, title, content, css: preferencesCss });
}

/** Masked: the address of the page is shared easily. */
function addresses(say: Say, { email, phone, bounced, stopped }: PreferencesView): Markup {
  const entry = (label: string, value: string | null, fault: string | null): Content =>
    value === null
      ? null
      : markup`<dt>${label}</dt><dd>${value}${fault === null ? null : markup`<p class="warn">${fault}</p>`}</dd>`;
  const list = markup`<dl class="addresses">${entry(say('email'), email, bounced ? say('bounced') : null)}${entry(say('phone'), phone, stopped ? say('stopped') : null)}</dl>`;
  const isNobody = email === null && phone === null;
  return markup`<section class="card"><h2>${say('addresses')}</h2>${isNobody ? markup`<p class="state">${say('none')}</p>` : list}</section>`;
}

function form(say: Say, { preferences, devices }: PreferencesView, action: string): Content {
  const shown = Object.keys(preferences);
  if (shown.length === 0) return null;
  const box = (subject: Box, label: string): Content =>
    preferences[subject] === undefined
      ? null
      : choice(markup`type="checkbox" name="${subject}" value="yes"`, preferences[subject] === 'yes', label);
  const channels = markup`${box('sms', say('sms'))}${box('whatsapp', say('whatsapp'))}${box('push', say('push', { devices }))}`;
  const { push } = preferences;
  const hint = markup`${say('channels.hint')}${push === undefined ? null : ` ${say('push.hint')}`}`;
  return markup`<form method="post" action="${action}"><input type="hidden" name="${SHOWN}" value="${shown.join(',')}">
${preferences.language === undefined ? null : languages(say, preferences.language)}
${channels.text === '' ? null : group('channels', say('channels'), channels, hint)}
${preferences.opinions === undefined ? null : group('extras', say('extras'), markup`${box('opinions', say('opinions'))}`, markup`${say('extras.hint')}`)}
<button>${say('save')}</button><p class="hint">${say('proof')}</p></form>`;
}

const languages = (say: Say, chosen: Said): Markup =>
  group(
    'language',
    say('language'),
    markup`${Object.entries(languageNames).map(([language, name]) =>
      choice(
        markup`type="radio" name="language" value="${language}"`,
        language === chosen,
        markup`<span lang="${language}">${name}</span>`,
      ),
    )}`,
    markup`${say('language.hint')}`,
  );

/** Each in itself: who cannot read the page finds the own one. */
const languageNames = { tr: 'Türkçe', en: 'English' } as const;

const group = (id: string, title: string, choices: Markup, hint: Markup): Markup =>
  markup`<fieldset class="card" aria-describedby="${id}-hint"><legend>${title}</legend>${choices}<p class="hint" id="${id}-hint">${hint}</p></fieldset>`;

const choice = (control: Markup, isChosen: boolean, label: Content): Markup =>
  markup`<label class="choice"><input ${control}${isChosen ? markup` checked` : null}><span>${label}</span></label>`;

const link = (path: string, to: string, language: Language, text: string): Markup =>
  markup`<a href="${path.replace(/\/preferences$/, to)}?lang=${language}">${text}</a>`;
