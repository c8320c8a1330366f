import { createHmac, timingSafeEqual } from 'node:crypto';
import { Controller, Header, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { BufferedBody, forbidden, Public, RawBody } from '#platform';
import { NotificationConfig } from '../config.js';
import { answerIn, signedText, statusIn } from '../delivery/channels/domain/twilio-wire.js';
import { ChannelReportsService } from './channel-reports.service.js';

const FORM = 'application/x-www-form-urlencoded';
const PATH = 'v1/sms-callbacks';

/** What Twilio says: signed with the account's token instead of a key. */
@Controller(PATH)
@Public()
export class SmsCallbacksController {
  constructor(
    private readonly reports: ChannelReportsService,
    private readonly config: NotificationConfig,
  ) {}

  /** How far a message came. */
  @Post('status/:token')
  @HttpCode(204)
  @BufferedBody([FORM])
  async status(
    @Param('token') token: string,
    @RawBody() raw: Buffer,
    @Headers('x-twilio-signature') signature?: string,
  ): Promise<void> {
    const report = statusIn(this.verified(`status/${token}`, raw, signature));
    if (report === null) return;
    const { sid: providerId, status, reason } = report;
    await this.reports.take({ channel: 'sms', token, providerId, status, reason });
  }

  /** What somebody wrote back. The answer says nothing: Twilio confirms a STOP itself. */
  @Post('answers')
  @HttpCode(200)
  @Header('content-type', 'text/xml')
  @BufferedBody([FORM])
  async answer(@RawBody() raw: Buffer, @Headers('x-twilio-signature') signature?: string): Promise<string> {
    const answer = answerIn(this.verified('answers', raw, signature));
    if (answer !== null) await this.reports.hear(answer);
    return '<Response/>';
  }

  /** @throws forbidden when it is not signed for the address that Twilio was given. */
  private verified(path: string, raw: Buffer, signature = ''): URLSearchParams {
    const form = new URLSearchParams(raw.toString('utf8'));
    const url = `${this.config.PUBLIC_URL.replace(/\/$/, '')}/${PATH}/${path}`;
    const { TWILIO_AUTH_TOKEN: token } = this.config;
    const expected = createHmac('sha1', token ?? '')
      .update(signedText(url, form))
      .digest();
    const given = Buffer.from(signature, 'base64');
    if (token === undefined || given.length !== expected.length || !timingSafeEqual(given, expected))
      throw forbidden('SIGNATURE_INVALID', 'X-Twilio-Signature does not fit the address and the form.');
    return form;
  }
}
