import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { Public } from '#platform';
import type { FastifyReply } from 'fastify';
import { pageCss } from './page.css.js';
import { TrackingPageService } from './tracking-page.service.js';

/** Nothing may run or load; the one style is known by its hash. */
const contentSecurityPolicy = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(pageCss).digest('base64')}'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentSecurityPolicy,
  // The address is the key to the page: it must not travel on.
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-cache',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  vary: 'Accept-Language',
};

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
      .headers({ ...headers, 'content-language': page.language })
      .send(page.html);
  }
}
