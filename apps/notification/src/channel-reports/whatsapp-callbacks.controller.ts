import { createHmac, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Headers, HttpCode, Post, Query } from '@nestjs/common';
import { forbidden, parseJson, Public, RawBody } from '#platform';
import { NotificationConfig } from '../config.js';
import { readWebhook } from '../delivery/channels/domain/whatsapp-wire.js';
import { ChannelReportsService } from './channel-reports.service.js';

/** What Meta says about WhatsApp messages: signed with the app's secret instead of a key. */
@Controller('v1/whatsapp-callbacks')
@Public()
export class WhatsAppCallbacksController {
  constructor(
    private readonly reports: ChannelReportsService,
    private readonly config: NotificationConfig,
  ) {}

  /**
   * Answers the question by which Meta finds out whose address it is.
   * https://developers.facebook.com/docs/graph-api/webhooks/getting-started#verification-requests
   */
  @Get()
  @Header('content-type', 'text/plain; charset=utf-8')
  verify(@Query() query: Record<string, string | undefined>): string {
    const { WHATSAPP_VERIFY_TOKEN: expected } = this.config;
    const isKnown = expected !== undefined && query['hub.verify_token'] === expected;
    if (query['hub.mode'] !== 'subscribe' || !isKnown)
      throw forbidden('VERIFY_TOKEN_INVALID', 'hub.verify_token is not the one of this installation.');
    return query['hub.challenge'] ?? '';
  }

  /** Statuses of what was sent, and what people wrote back. */
  @Post()
  @HttpCode(200)
  async take(@RawBody() raw: Buffer, @Headers('x-hub-signature-256') signature?: string): Promise<void> {
    this.assertSigned(raw, signature);
    const { reports, answers } = readWebhook(parseJson(raw.toString('utf8')));
    for (const report of reports) await this.reports.take(report);
    for (const answer of answers) await this.reports.hear(answer);
  }

  private assertSigned(raw: Buffer, signature = ''): void {
    const { WHATSAPP_APP_SECRET: secret } = this.config;
    const expected = createHmac('sha256', secret ?? '')
      .update(raw)
      .digest();
    const given = Buffer.from(signature.replace(/^sha256=/, ''), 'hex');
    if (secret === undefined || given.length !== expected.length || !timingSafeEqual(given, expected))
      throw forbidden('SIGNATURE_INVALID', 'X-Hub-Signature-256 does not fit the body.');
  }
}
