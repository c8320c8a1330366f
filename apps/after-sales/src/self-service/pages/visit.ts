import { markup, pageDocument, type Language, type Markup } from '#platform';
import { zoneOf } from '../../policies/domain/withdrawal-law.js';
import type { CustomerScope } from '../customer-access.service.js';
import type { CustomerOrderView } from '../customer-returns.service.js';
import type { MessageKey } from './i18n/en.js';
import { translator, type Translate } from './i18n/translator.js';
import { selfServiceCss } from './page.css.js';

/** A page as its function writes it; the visit puts the frame around it. */
export interface PageContent {
  readonly title: string;
  readonly body: Markup;
}

/** A customer on a page: whose order it is, in which language and by which clock it speaks. */
export class Visit {
  readonly say: Translate;
  private readonly locale: string;
  private readonly timeZone: string;

  constructor(
    readonly scope: CustomerScope,
    readonly token: string,
    readonly language: Language,
    readonly order: CustomerOrderView,
  ) {
    this.say = translator(language);
    this.locale = language === 'tr' ? 'tr-TR' : 'en-GB';
    this.timeZone = zoneOf(order.country);
  }

  /** An address below the tracking page, in the language of this visit. */
  path(to = '', query: Record<string, string> = {}): string {
    return pagePath(this.token, to, this.language, query);
  }

  /** What the order calls a line. */
  titleOf(lineId: string | null): string {
    return this.order.lines.find((line) => line.lineId === lineId)?.title ?? '–';
  }

  /** For instance `22 November 2026 at 14:10 GMT+3`. */
  moment(iso: string): string {
    return new Intl.DateTimeFormat(this.locale, {
      ...({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
      ...({ timeZone: this.timeZone, timeZoneName: 'shortOffset' } as const),
    }).format(new Date(iso));
  }

  /** The last day of a window that ends at a midnight. */
  lastDay(until: string): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'full', timeZone: this.timeZone }).format(
      new Date(Date.parse(until) - 1),
    );
  }

  /** An amount of the order's money. */
  money(amountMinor: number, currency: string): string {
    const format = new Intl.NumberFormat(this.locale, { style: 'currency', currency });
    return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  }

  /** The whole page. @param here its own address, which the other language is offered for; null: only the parcels'. */
  render({ title, body }: PageContent, here: string): string {
    const { say, language, order } = this;
    const other = language === 'tr' ? 'en' : 'tr';
    return pageDocument({
      language,
      css: selfServiceCss,
      title: say('page.title', { title, order: order.order }),
      body: markup`<header class="top"><b>${say('page.order', { order: order.order })}</b><a href="${pagePath(this.token, here, other)}" hreflang="${other}" lang="${other}">${say('page.switch')}</a></header>
<main>${body}</main>
<nav>${this.link('page.parcels', '')}${this.link('page.help', '/help')}</nav>`,
    });
  }

  private link(text: MessageKey, to: string): Markup {
    return markup`<a href="${this.path(to)}">${this.say(text)}</a>`;
  }
}

/** An address below a tracking page. */
export const pagePath = (token: string, to: string, language: Language, query: Record<string, string> = {}): string =>
  `/track/${encodeURIComponent(token)}${to}?${new URLSearchParams({ ...query, lang: language }).toString()}`;
