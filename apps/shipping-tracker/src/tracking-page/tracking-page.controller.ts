import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { pageHeaders, Public } from '#platform';
import type { FastifyReply } from 'fastify';
import { trackingCss } from './page.css.js';
import { TrackingPageService } from './tracking-page.service.js';

@Controller('track')
@Public()
export class TrackingPageController {
  constructor(private readonly pages: TrackingPageService) {}

  @Get(':token')
  async show(
    @Param('token') token: string,
    @Query('lang') lang: unknown,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = await this.pages.render(token, { lang: typeof lang === 'string' ? lang : undefined, acceptLanguage });
    await reply
      .code(page.found ? 200 : 404)
      .headers(page.found ? pageHeaders(page.language, trackingCss) : pageHeaders(page.language))
      .send(page.html);
  }
}
