import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { BufferedBody, Public } from '#platform';
import { NotificationConfig } from '../config.js';
import { isForShop, type Template } from '../notifications/domain/message.js';
import { messageIdWith } from '../notifications/domain/message-id.js';
import { SuppressionsService } from './suppressions.service.js';

const PAGE = 'text/html; charset=utf-8';
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** In both languages: who has had enough of mails wants no page that asks for theirs. */
const page = (content: string): string => `<!doctype html>
<html lang="tr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>Kervan</title>
<body style="font: 18px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1rem">${content}`;

/** To everything that can be decided, as long as the order is known. */
const more = (order: string | null): string =>
  order === null
    ? ''
    : `<p><a href="/track/${encodeURIComponent(order)}/preferences">Tüm tercihler · <span lang="en">All preferences</span></a>`;

/** What is asked and what is answered: of customers about surveys, of a shop's people about one kind of list. */
const words = {
  opinions: {
    asked: `Anket ve değerlendirme iletileri gelmesin mi?<br>
<span lang="en">No more mails that ask for your opinion?</span>`,
    ended: `Artık gelmeyecek. Siparişinizle ilgili iletiler sürecek.<br>
<span lang="en">They have stopped. Messages about your orders go on.</span>`,
  },
  news: {
    asked: `Bu konudaki iletiler artık gelmesin mi?<br>
<span lang="en">No more mails of this kind?</span>`,
    ended: `Bu konudaki iletiler artık gelmeyecek.<br>
<span lang="en">They have stopped.</span>`,
  },
};
const wordsAbout = (template: Template) => words[isForShop(template) ? 'news' : 'opinions'];

/** The link in mails that are more than service (RFC 8058). The id of the message is the secret. */
@Controller('v1/unsubscribe/:token')
@Public()
export class UnsubscribeController {
  constructor(
    private readonly suppressions: SuppressionsService,
    private readonly config: NotificationConfig,
  ) {}

  /** Asks: programs that look at links before people do must not unsubscribe anybody. */
  @Get()
  @Header('content-type', PAGE)
  async ask(@Param('token') token: string): Promise<string> {
    const { tracking_token: order, template } = await this.suppressions.messageOf(this.messageId(token));
    return page(`<form method="post"><p>${wordsAbout(template).asked}</p>
<button style="font: inherit; padding: .6em 1.2em">Gelmesin · <span lang="en">Stop them</span></button></form>${more(order)}`);
  }

  /** By the mail program's button, or by the one above. */
  @Post()
  @HttpCode(200)
  @Header('content-type', PAGE)
  @BufferedBody(FORMS)
  async unsubscribe(@Param('token') token: string): Promise<string> {
    const { tracking_token: order, template } = await this.suppressions.unsubscribe(this.messageId(token));
    return page(`<p>${wordsAbout(template).ended}</p>${more(order)}`);
  }

  private messageId(token: string): string {
    return messageIdWith(token, this.config.MAIL_FROM);
  }
}
