import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  BufferedBody,
  chooseLanguage,
  missingPage,
  pageHeaders,
  ProblemError,
  Public,
  TokenFailures,
  waitingPage,
  type Language,
} from '#platform';
import { OrderConfig } from '../config.js';
import { filePage, ownDataPage } from './own-data.page.js';
import { OwnData, type OwnDataView } from './own-data.service.js';

const Token = (): ParameterDecorator => Param('token');
const Lang = (): ParameterDecorator => Query('lang');

/** Requests of a customer about the customer's own data, below the page of the order: its token is the key. */
@Controller('track/:token/data')
@Public()
export class OwnDataController {
  private readonly failures: TokenFailures;

  constructor(
    private readonly ownData: OwnData,
    config: OrderConfig,
  ) {
    this.failures = new TokenFailures(config.TOKEN_FAILURES_PER_MINUTE);
  }

  @Get()
  async show(
    @Token() token: string,
    @Lang() lang: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answered(request, reply, lang, async () => {
      const view = await this.ownData.view(token);
      const place = { path: pathOf(token), language: languageOf(lang, request, view) };
      await send(reply, place.language, ownDataPage(view, place));
    });
  }

  /** Asks before the link is used up. */
  @Get(':link')
  async look(
    @Token() token: string,
    @Param('link') link: string,
    @Lang() lang: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answered(request, reply, lang, async () => {
      const view = await this.ownData.look(token, link);
      const language = languageOf(lang, request, view);
      const path = `${pathOf(token)}/${encodeURIComponent(link)}`;
      await send(reply, language, filePage(view, { path, language }));
    });
  }

  /** A request, which the same again does not repeat, or what a link leads to: for saving, once. */
  @Post(':name')
  @BufferedBody(['application/x-www-form-urlencoded'])
  async ask(
    @Token() token: string,
    @Param('name') name: string,
    @Lang() lang: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answered(request, reply, lang, async () => {
      if (name === 'export' || name === 'erasure') {
        await this.ownData.ask(token, name);
        const to = `${pathOf(token)}?lang=${languageOf(lang, request)}`;
        // A reload of what follows the form sends nothing again.
        await reply.code(303).header('location', to).send();
      } else {
        await reply.headers(fileHeaders).send(await this.ownData.take(token, name));
      }
    });
  }

  /** Says in words what was refused; wrong tokens and links are counted, and look like an order that is not there. */
  private async answered(
    request: FastifyRequest,
    reply: FastifyReply,
    lang: unknown,
    answer: () => Promise<void>,
  ): Promise<void> {
    try {
      this.failures.assertMayTry(request);
      await answer();
    } catch (error) {
      if (!(error instanceof ProblemError) || ![404, 429].includes(error.status)) throw error;
      const language = languageOf(lang, request);
      if (error.status === 404) this.failures.note(request);
      void reply.code(error.status).headers(pageHeaders(language));
      if (error.status === 404) await reply.send(missingPage(language));
      else if (error.code === 'TOO_MANY_REQUESTS') await this.refuse(request, reply, language);
      else await reply.header('retry-after', String(error.retryAfterSeconds ?? 60)).send(waitingPage(language));
    }
  }

  private async refuse(request: FastifyRequest, reply: FastifyReply, language: Language): Promise<void> {
    const { token } = request.params as { token: string };
    const view = await this.ownData.view(token);
    await send(reply, language, ownDataPage(view, { path: pathOf(token), language }, true));
  }
}

const fileHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'content-disposition': 'attachment; filename="my-data.json"',
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
};

const pathOf = (token: string): string => `/track/${encodeURIComponent(token)}/data`;

const languageOf = (lang: unknown, { headers }: FastifyRequest, view?: OwnDataView): Language =>
  chooseLanguage(typeof lang === 'string' ? lang : undefined, view?.language, headers['accept-language']);

const send = (reply: FastifyReply, language: Language, html: string): FastifyReply =>
  reply.headers(pageHeaders(language, undefined, true)).send(html);
