import { markup, type Content, type Markup } from '#platform';
import type { ComplaintView } from '../../complaints/complaint-queries.service.js';
import { hero } from './fields.js';
import { returnStatus } from './return.pages.js';
import type { PageContent, Visit } from './visit.js';

/** Entries of each list, the newest: nobody scrolls through more. */
const ENTRIES_SHOWN = 20;

interface Entry {
  readonly href: string;
  readonly title: string;
  readonly state: string;
}

/** What a customer can do, and what became of what was asked before. */
export function helpPage(visit: Visit, complaints: readonly ComplaintView[]): PageContent {
  const { say, order } = visit;
  const title = say('help.title');
  const withdraw =
    order.withdrawal === null
      ? null
      : markup`<a class="button plain" href="${visit.path('/withdrawals/new')}">${say('help.withdraw')}</a>`;
  const returns = order.returns.map((found) => ({
    href: visit.path(`/returns/${found.id}`),
    title: say('status.title', { number: found.number }),
    state: returnStatus(visit, found),
  }));
  const messages = complaints.map((complaint) => ({
    href: visit.path(`/complaints/${complaint.id}`),
    title: `${say('complaint.number', { number: complaint.number })}: ${say(`type.${complaint.type}`)}`,
    state: say(`complaint.${complaint.status}`),
  }));
  const contact = say('help.contact.text', { complain: say('help.complain'), order: order.order });
  const body = markup`${hero(title, say('help.text', { order: order.order }))}${list(say('help.returns'), returns)}${list(say('help.complaints'), messages)}
<a class="button" href="${visit.path('/returns/new')}">${say('help.return')}</a>
<a class="button plain" href="${visit.path('/complaints/new')}">${say('help.complain')}</a>${withdraw}
<section class="help"><h2>${say('help.contact')}</h2><p>${contact}</p></section>`;
  return { title, body };
}

const list = (title: string, entries: readonly Entry[]): Content =>
  entries.length === 0
    ? null
    : markup`<section class="card"><h2>${title}</h2><ul class="links">${entries.slice(0, ENTRIES_SHOWN).map(entryItem)}</ul></section>`;

const entryItem = ({ href, title, state }: Entry): Markup =>
  markup`<li><a href="${href}">${title}<span>${state}</span></a></li>`;
