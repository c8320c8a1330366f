import { markup, type Content, type Markup } from '#platform';
import type { ComplaintView } from '../../complaints/complaint-queries.service.js';
import type { WishesView } from '../customer-wishes.service.js';
import { hero } from './fields.js';
import { returnStatus, returnTitle } from './return.pages.js';
import { wishState, wishTitle } from './wish.pages.js';
import type { PageContent, Visit } from './visit.js';

/** Entries of each list, the newest: nobody scrolls through more. */
const ENTRIES_SHOWN = 20;

interface Entry {
  readonly href: string;
  readonly title: string;
  readonly state: string;
}

/** What a customer can do, and what became of what was asked before. */
export function helpPage(
  visit: Visit,
  complaints: readonly ComplaintView[],
  { wishes, notNow }: WishesView,
): PageContent {
  const { say, order } = visit;
  const title = say('help.title');
  const withdraw =
    order.withdrawal === null
      ? null
      : markup`<a class="button plain" href="${visit.path('/withdrawals/new')}">${say('help.withdraw')}</a>`;
  const returns = order.returns.map((found) => ({
    href: visit.path(`/returns/${found.id}`),
    title: returnTitle(visit, found),
    state: returnStatus(visit, found),
  }));
  const messages = complaints.map((complaint) => ({
    href: visit.path(`/complaints/${complaint.id}`),
    title: `${say('complaint.number', { number: complaint.number })}: ${say(`type.${complaint.type}`)}`,
    state: say(`complaint.${complaint.status}`),
  }));
  const changes = wishes.map((wish) => ({
    href: visit.path(`/wishes/${wish.id}`),
    title: wishTitle(visit, wish),
    state: wishState(visit, wish),
  }));
  const contact = say('help.contact.text', { complain: say('help.complain'), order: order.order });
  const body = markup`${hero(title, say('help.text', { order: order.order }))}${list(say('help.changes'), changes)}${list(say('help.returns'), returns)}${list(say('help.complaints'), messages)}
${beforeItLeaves(visit, notNow)}
<a class="button" href="${visit.path('/returns/new')}">${say('help.return')}</a>
<a class="button plain" href="${visit.path('/complaints/new')}">${say('help.complain')}</a>${withdraw}
<section class="help"><h2>${say('help.contact')}</h2><p>${contact}</p><p><a href="${visit.path('/data')}">${say('help.data')}</a></p></section>`;
  return { title, body };
}

/** Only while it can be done: what has left cannot be changed. */
function beforeItLeaves(visit: Visit, notNow: WishesView['notNow']): Content {
  const link = (to: string, label: string): Markup =>
    markup`<a class="button plain" href="${visit.path(to)}">${label}</a>`;
  return [
    ...(notNow.address === null ? [link('/wishes/address', visit.say('help.address'))] : []),
    ...(notNow.cancellation === null ? [link('/wishes/cancellation', visit.say('help.cancel'))] : []),
  ];
}

const list = (title: string, entries: readonly Entry[]): Content =>
  entries.length === 0
    ? null
    : markup`<section class="card"><h2>${title}</h2><ul class="links">${entries.slice(0, ENTRIES_SHOWN).map(entryItem)}</ul></section>`;

const entryItem = ({ href, title, state }: Entry): Markup =>
  markup`<li><a href="${href}">${title}<span>${state}</span></a></li>`;
