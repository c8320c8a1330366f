import { html, type Content, type Markup } from './html.js';
import { attentionIcon, doneIcon, parcelIcon, searchIcon } from './icons.js';
import type { Language } from './i18n/translator.js';
import { pageCss } from './page.css.js';
import type { GoodsView, MoveView, PageView, ParcelView, StepView } from './page-view.js';

const toneIcons = { calm: parcelIcon, good: doneIcon, attention: attentionIcon } as const;

/** The customer's page for an order. */
export function trackingPage(view: PageView): string {
  const body = html`<header class="top"><b>${view.order}</b>${languageSwitch(view.switch)}</header>
    <main>
      <section class="hero ${view.tone}">
        <span class="badge">${toneIcons[view.tone]}</span>
        <h1>${view.headline}</h1>
        ${optional('count', view.count)}
        <p>${view.hint}</p>
        <p>${view.recipient}</p>
      </section>
      ${view.parcels.map(parcelCard)}${view.waiting === null ? null : waitingCard(view.waiting)}
      <section class="help">
        <h2>${view.help.title}</h2>
        ${optional('', view.help.late)}
        <p>${view.help.text}</p>
      </section>
    </main>
    <footer>${view.updated}</footer>`;
  return document(view.language, view.title, body);
}

/** What an address shows that belongs to no order. */
export function missingPage(language: Language, title: string, text: string): string {
  const body = html`<main>
    <section class="hero">
      <span class="badge">${searchIcon}</span>
      <h1>${title}</h1>
      <p>${text}</p>
    </section>
  </main>`;
  return document(language, title, body);
}

function document(language: Language, title: string, body: Markup): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow" />
        <meta name="format-detection" content="telephone=no" />
        ${styleTag}
      </head>
      <body>
        <div class="wrap">${body}</div>
      </body>
    </html> `.text;
}

const optional = (className: string, text: string | null): Content =>
  text === null || text === '' ? null : html`<p class="${className}">${text}</p>`;

const languageSwitch = (to: PageView['switch']): Markup =>
  html`<a href="?lang=${to.language}" hreflang="${to.language}" lang="${to.language}">${to.label}</a>`;

function parcelCard(parcel: ParcelView): Markup {
  return html`<section class="card">
    <h2>${parcel.title}</h2>
    <p class="state ${parcel.attention ? 'attention' : ''}">${parcel.state}</p>
    ${parcel.steps === null ? null : progress(parcel.stepsLabel, parcel.steps)}
    ${goods(parcel.goodsLabel, parcel.goods)}
    <p class="number">${parcel.carrier} <b>${parcel.number}</b></p>
    ${parcel.moves.length === 0 ? null : history(parcel.historyLabel, parcel.moves)}
  </section> `;
}

const progress = (label: string, steps: readonly StepView[]): Markup =>
  html`<ol class="steps" aria-label="${label}">
    ${steps.map(
      (step, index) =>
        html`<li
          class="${step.state}${step.state === 'current' && index === steps.length - 1 ? ' last' : ''}"
          ${step.state === 'current' ? html` aria-current="step"` : null}
        >
          ${step.label}<span class="sr"> (${step.spoken})</span>
        </li>`,
    )}
  </ol>`;

const goods = (label: string, list: readonly GoodsView[]): Content =>
  list.length === 0
    ? null
    : html`<ul class="goods" aria-label="${label}">
        ${list.map((line) => html`<li><span>${line.title}</span><span>${line.amount}</span></li>`)}
      </ul>`;

const history = (label: string, moves: readonly MoveView[]): Markup =>
  html`<details>
    <summary>${label}</summary>
    <ol class="moves">
      ${moves.map(
        (move) =>
          html`<li>
            <span>${move.status}</span
            ><time datetime="${move.iso}">${move.moment}</time
            >${move.place === null ? null : html`<i>${move.place}</i>`}
          </li>`,
      )}
    </ol>
  </details>`;

const waitingCard = (waiting: NonNullable<PageView['waiting']>): Markup =>
  html`<section class="card">
    <h2>${waiting.title}</h2>
    ${goods(waiting.title, waiting.goods)}
  </section> `;

const styleTag = html`<style>
  ${rawCss()}
</style>`;

/** Style is not text for readers: its quotes stay quotes. It is a constant of this build. */
function rawCss(): Markup {
  return Object.assign(html``, { text: pageCss });
}
