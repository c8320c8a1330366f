import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BufferedBody, IdPipe, Public, RawBody } from '#platform';
import { PushMessagesQuery, SubscribeBrowserDto } from './dto/push.dto.js';
import type { PushMessage } from './push-message.entity.js';
import { PushService, type SubscriptionView } from './push.service.js';

/** A push service, and the browsers that it brings messages to. */
@Public()
@Controller('sim/push')
export class PushController {
  constructor(private readonly push: PushService) {}

  /** A browser is allowed to show messages: what `pushManager.subscribe` would have answered. */
  @Post('browsers')
  subscribe(@Body() { applicationServerKey, fate }: SubscribeBrowserDto): Promise<SubscriptionView> {
    return this.push.subscribe(applicationServerKey, fate);
  }

  @Post('browsers/:id')
  // The reader of bodies calls an encoded one a type of its own: RFC 8291 knows this one alone.
  @BufferedBody(['application/octet-stream (aes128gcm)'])
  async take(
    @Param('id', IdPipe) id: string,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @RawBody() body: Buffer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await this.push.take(id, { headers, body });
    if (answer === null) reply.hijack().raw.destroy();
    else
      await reply
        .code(answer.status)
        .headers(answer.headers ?? {})
        .type('text/plain; charset=utf-8')
        .send(answer.text ?? '');
  }

  /** What a browser of the simulated world got, oldest first. */
  @Get('messages')
  async messages(@Query() { browser }: PushMessagesQuery): Promise<{ items: PushMessage[] }> {
    return { items: await this.push.messages(browser) };
  }
}
