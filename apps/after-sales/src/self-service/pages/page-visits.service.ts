import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage, pageHeaders } from '#platform';
import { CustomerAccess } from '../customer-access.service.js';
import { CustomerReturnsService } from '../customer-returns.service.js';
import { selfServiceCss } from './page.css.js';
import { Visit, type PageContent } from './visit.js';

/** Opens pages to customers and sends what they show. */
@Injectable()
export class PageVisits {
  constructor(
    private readonly access: CustomerAccess,
    private readonly returns: CustomerReturnsService,
  ) {}

  /** @throws 404 for a token that is nobody's, 429 after too many of them: {@link PageProblemFilter} says it. */
  async open(token: string, request: FastifyRequest): Promise<Visit> {
    const scope = await this.access.admit(token, request);
    const order = await this.returns.show(scope);
    const language = chooseLanguage(langOf(request), order.language, request.headers['accept-language']);
    return new Visit(scope, token, language, order);
  }

  /** Sends a page. @param status 422 for a form that was not accepted. */
  async show(reply: FastifyReply, visit: Visit, here: string, page: PageContent, status = 200): Promise<void> {
    await reply
      .code(status)
      .headers(pageHeaders(visit.language, selfServiceCss, true))
      .send(visit.render(page, here));
  }

  /** After a form was accepted: a reload of what follows sends nothing again. */
  async goOn(reply: FastifyReply, visit: Visit, to: string): Promise<void> {
    await reply.code(303).header('location', visit.path(to)).send();
  }
}

/** The language chosen on a page. */
export function langOf(request: FastifyRequest): string | undefined {
  const { lang } = request.query as { lang?: unknown };
  return typeof lang === 'string' ? lang : undefined;
}
