import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BufferedBody, languageOf, pageHeaders, Public, RawBody, TokenPages } from '#platform';
import { NotificationConfig } from '../config.js';
import { wantedIn } from './domain/preferences.js';
import { preferencesCss, preferencesPage } from './preferences.page.js';
import { PreferencesService } from './preferences.service.js';

/** How a customer wants to be written to, below the page of the order: its token is the key. Without a script. */
@Controller('track/:token/preferences')
@Public()
export class PreferencesPageController {
  private readonly pages: TokenPages;

  constructor(
    private readonly preferences: PreferencesService,
    config: NotificationConfig,
  ) {
    this.pages = new TokenPages(config.TOKEN_FAILURES_PER_MINUTE);
  }

  @Get()
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.answer(request, reply, async () => {
      const view = await this.preferences.ofToken(token);
      const language = languageOf(request, view.preferences.language ?? view.language);
      const isSaved = (request.query as { saved?: unknown }).saved === '1';
      await reply
        .headers(pageHeaders(language, preferencesCss, true))
        .send(preferencesPage(view, { path: pathOf(token), language, isSaved }));
    });
  }

  @Post()
  @BufferedBody(['application/x-www-form-urlencoded'])
  async save(
    @Param('token') token: string,
    @RawBody() form: Buffer,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pages.answer(request, reply, async () => {
      const wanted = wantedIn(new URLSearchParams(form.toString('utf8')));
      await this.preferences.save(token, wanted);
      // In the language that was chosen. A reload of what follows the form sends nothing again.
      const language = wanted.language ?? languageOf(request);
      await reply
        .code(303)
        .header('location', `${pathOf(token)}?saved=1&lang=${language}`)
        .send();
    });
  }
}

const pathOf = (token: string): string => `/track/${encodeURIComponent(token)}/preferences`;
