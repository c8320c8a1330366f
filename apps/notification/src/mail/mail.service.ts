import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import type { Audience } from '#contracts';
import { NotificationConfig } from '../config.js';
import { audienceOf, type MessageFacts, type Template } from '../notifications/domain/message.js';
import type { MessageTexts } from './check-texts.js';
import { customerHtml } from './compiled/customer.html.js';
import { merchantHtml } from './compiled/merchant.html.js';
import { operatorHtml } from './compiled/operator.html.js';
import { supplierHtml } from './compiled/supplier.html.js';
import { headerText, mailContent, type MailContent } from './mail-content.js';
import type { Language } from './i18n/translator.js';
import { mailText } from './mail-text.js';

export type { MessageTexts } from './check-texts.js';

/** A message ready for a mail program. */
export interface RenderedMail {
  readonly senderName: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const layouts: Record<Audience, (content: MailContent) => string> = {
  customer: Handlebars.compile<MailContent>(customerHtml, { strict: true }),
  supplier: Handlebars.compile<MailContent>(supplierHtml, { strict: true }),
  merchant: Handlebars.compile<MailContent>(merchantHtml, { strict: true }),
  operator: Handlebars.compile<MailContent>(operatorHtml, { strict: true }),
};

/** Writes messages. */
@Injectable()
export class MailService {
  constructor(private readonly config: NotificationConfig) {}

  /** @param texts of the merchant; null: the built-in ones. */
  render(template: Template, language: Language, facts: MessageFacts, texts: MessageTexts | null): RenderedMail {
    const content = mailContent(template, language, facts, this.config.PUBLIC_URL, texts);
    return {
      senderName: headerText(content.sender),
      subject: content.subject,
      text: mailText(content),
      html: layouts[audienceOf[template]](content),
    };
  }
}
