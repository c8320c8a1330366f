import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BufferedBody, languageOf, pageHeaders, ProblemError, Public, TokenPages, type Language } from '#platform';
import { OrderConfig } from '../config.js';
import { filePage, ownDataPage } from './own-data.page.js';
import { OwnData } from './own-data.service.js';

const Token = (): ParameterDecorator => Param('token');

/** Requests of a customer about the customer's own data, below the page of the order: its token is the key. */
@Controller('track/:token/data')
@Public()
export class OwnDataController {
  private readonly pages: TokenPages;

  constructor(
    private readonly ownData: OwnData,
    config: OrderConfig,
  ) {
    this.pages = new TokenPages(config.TOKEN_FAILURES_PER_MINUTE);
  }

  @Get()
  async show(@Token() token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.answer(request, reply, () => this.sendPage(token, request, reply));
  }

  /** Asks before the link is used up. */
  @Get(':link')
  async look(
    @Token() token: string,
    @Param('link') link: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pages.answer(request, reply, async () => {
      const view = await this.ownData.look(token, link);
      const language = languageOf(request, view.language);
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
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pages.answer(request, reply, async () => {
      if (name === 'export' || name === 'erasure') await this.begin(token, name, request, reply);
      else await reply.headers(fileHeaders).send(await this.ownData.take(token, name));
    });
  }

  private async begin(
    token: string,
    kind: 'export' | 'erasure',
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.ownData.ask(token, kind);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'TOO_MANY_REQUESTS') throw error;
      await this.sendPage(token, request, reply.code(429), true);
      return;
    }
    // A reload of what follows the form sends nothing again.
    const to = `${pathOf(token)}?lang=${languageOf(request)}`;
    await reply.code(303).header('location', to).send();
  }

  private async sendPage(
    token: string,
    request: FastifyRequest,
    reply: FastifyReply,
    isTooMany = false,
  ): Promise<void> {
    const view = await this.ownData.view(token);
    const language = languageOf(request, view.language);
    await send(reply, language, ownDataPage(view, { path: pathOf(token), language }, isTooMany));
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

const send = (reply: FastifyReply, language: Language, html: string): FastifyReply =>
  reply.headers(pageHeaders(language, undefined, true)).send(html);
