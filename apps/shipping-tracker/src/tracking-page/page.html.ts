import { attentionIcon, doneIcon, markup, pageDocument, parcelIcon, type Content, type Markup } from '#platform';
import { trackingCss } from './page.css.js';
import type { CaseLine } from './case-view.js';
import { pushScript } from './push.script.js';
import type { GoodsView, MoveView, PageView, ParcelView, StepView } from './page-view.js';
import type { PushView } from './push-view.js';

const toneIcons = { calm: parcelIcon, good: doneIcon, attention: attentionIcon } as const;

/** The customer's page for an order. */
export function trackingPage(view: PageView): string {
  const body = markup`<header class="top"><b>${view.order}</b>${languageSwitch(view.switch)}</header>
<main>
<section class="hero ${view.tone}"><span class="badge">${toneIcons[view.tone]}</span>
<h1>${view.headline}</h1>${optional('count', view.count)}<p>${view.hint}</p><p>${view.recipient}</p></section>
${view.cases === null ? null : casesCard(view.cases)}${view.parcels.map(parcelCard)}${view.returns.map(parcelCard)}${view.waiting === null ? null : waitingCard(view.waiting)}${view.push === null ? null : pushCard(view.push)}
<section class="help"><h2>${view.help.title}</h2>${optional('plain', view.help.late)}<p>${view.help.text}</p><p><a class="button" href="${view.help.link}">${view.help.linkText}</a></p><p><a href="${view.preferences.link}">${view.preferences.text}</a></p></section>
</main>
<footer>${view.updated}</footer>`;
  return pageDocument({ language: view.language, title: view.title, body, css: trackingCss, script: scriptOf(view) });
}

/** What the page runs; undefined: nothing. */
export const scriptOf = ({ push }: PageView): string | undefined => (push === null ? undefined : pushScript);

const optional = (className: string, text: string | null): Content =>
  text === null || text === '' ? null : markup`<p class="${className}">${text}</p>`;

const languageSwitch = (to: PageView['switch']): Markup =>
  markup`<a href="?lang=${to.language}" hreflang="${to.language}" lang="${to.language}">${to.label}</a>`;

const parcelCard = (parcel: ParcelView): Markup => markup`<section class="card"><h2>${parcel.title}</h2>
<p class="state${parcel.attention ? ' attention' : ''}">${parcel.state}</p>
${optional('state', parcel.expected)}${optional('state', parcel.moved)}
${parcel.steps === null ? null : progress(parcel.stepsLabel, parcel.steps)}
${goods(parcel.goodsLabel, parcel.goods)}
<p class="number">${parcel.number}</p>
${parcel.moves.length === 0 ? null : history(parcel.historyLabel, parcel.moves)}</section>
`;

const progress = (label: string, steps: readonly StepView[]): Markup =>
  markup`<ol class="steps" aria-label="${label}">${steps.map(progressStep)}</ol>`;

function progressStep(step: StepView, index: number, all: readonly StepView[]): Markup {
  const arrived = step.state === 'current' && index === all.length - 1;
  const current = step.state === 'current' ? markup` aria-current="step"` : null;
  const className = arrived ? 'current arrived' : step.state;
  return markup`<li class="${className}"${current}>${step.label}<span class="sr"> (${step.spoken})</span></li>`;
}

const goods = (label: string, list: readonly GoodsView[]): Content =>
  list.length === 0 ? null : markup`<ul class="goods" aria-label="${label}">${list.map(goodsLine)}</ul>`;

const goodsLine = (line: GoodsView): Markup => markup`<li><span>${line.title}</span><span>${line.amount}</span></li>`;

const history = (label: string, moves: readonly MoveView[]): Markup =>
  markup`<details><summary>${label}</summary><ol class="moves">${moves.map(move)}</ol></details>`;

const move = ({ status, iso, moment, place }: MoveView): Markup =>
  markup`<li><span>${status}</span><time datetime="${iso}">${moment}</time>${place === null ? null : markup`<i>${place}</i>`}</li>`;

const waitingCard = (waiting: NonNullable<PageView['waiting']>): Markup =>
  markup`<section class="card"><h2>${waiting.title}</h2>${goods(waiting.title, waiting.goods)}
${waiting.links.length === 0 ? null : markup`<p class="choices">${waiting.links.map(({ text, link }) => markup`<a href="${link}">${text}</a>`)}</p>`}</section>
`;

const casesCard = ({ title, lines }: NonNullable<PageView['cases']>): Markup =>
  markup`<section class="card"><h2>${title}</h2><ul class="links">${lines.map(caseLine)}</ul></section>
`;

const caseLine = ({ title, state, link }: CaseLine): Markup =>
  markup`<li><a href="${link}">${title}<span>${state}</span></a></li>`;

/** Hidden until the script finds that this browser can show messages. */
const pushCard = ({ title, at, words }: PushView): Markup =>
  markup`<section class="card" id="push" hidden data-at="${at}" data-off="${words.off}" data-on="${words.on}" data-denied="${words.denied}" data-failed="${words.failed}" data-start="${words.start}" data-stop="${words.stop}"><h2>${title}</h2><p class="state" role="status"></p><button type="button" class="button plain"></button></section>
`;
