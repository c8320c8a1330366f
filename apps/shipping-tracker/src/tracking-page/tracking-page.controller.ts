import { Controller, Get, Header, Headers, Param, Query, Req, Res } from '@nestjs/common';
import { chooseLanguage, pageHeaders, Public, TokenFailures, waitingPage } from '#platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ShippingTrackerConfig } from '../config.js';
import { trackingCss } from './page.css.js';
import { pushWorker } from './push.script.js';
import { TrackingPageService } from './tracking-page.service.js';

@Controller('track')
@Public()
export class TrackingPageController {
  private readonly failures: TokenFailures;

  constructor(
    private readonly pages: TrackingPageService,
    config: ShippingTrackerConfig,
  ) {
    this.failures = new TokenFailures(config.TOKEN_FAILURES_PER_MINUTE);
  }

  /** What shows messages when the page is closed. Its registrations reach below the page of one order each. */
  @Get('push-worker.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('content-security-policy', `default-src 'none'; connect-src 'self'`)
  @Header('cache-control', 'no-cache')
  pushWorker(): string {
    return pushWorker;
  }

  @Get(':token')
  async show(
    @Param('token') token: string,
    @Query('lang') lang: unknown,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = { lang: typeof lang === 'string' ? lang : undefined, acceptLanguage };
    const waitSeconds = this.failures.waitSeconds(request);
    if (waitSeconds > 0) {
      const language = chooseLanguage(reader.lang, acceptLanguage);
      await reply
        .code(429)
        .headers({ ...pageHeaders(language), 'retry-after': String(waitSeconds) })
        .send(waitingPage(language));
      return;
    }
    const page = await this.pages.render(token, reader);
    if (!page.found) this.failures.note(request);
    await reply
      .code(page.found ? 200 : 404)
      .headers(page.found ? pageHeaders(page.language, trackingCss, false, page.script) : pageHeaders(page.language))
      .send(page.html);
  }
}
