import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import { IsString, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { BufferedBody, Public, RawBody } from '#platform';
import { readCloudApi, readTwilio } from './domain/phone-wire.js';
import type { PhoneMessage } from './phone-message.entity.js';
import { PhonesService, type NetworkAnswer } from './phones.service.js';

const FORM = 'application/x-www-form-urlencoded';

class MessagesQuery {
  @IsString() @Matches(/^\+\d{7,15}$/) to!: string;
}

class SentQuery {
  @IsString() @Matches(/^\+\d{7,15}$/) To!: string;
  @IsString() 'DateSent>'!: string;
  @IsString() PageSize!: string;
}

/** Twilio's Messages API and Meta's Cloud API, as far as a sender of messages needs them. */
@Public()
@Controller('sim')
export class PhonesController {
  constructor(private readonly phones: PhonesService) {}

  @Post('twilio/2010-04-01/Accounts/:account/Messages.json')
  @BufferedBody([FORM])
  async takeSms(@RawBody() body: Buffer, @Res() reply: FastifyReply): Promise<void> {
    await answer(reply, await this.phones.take(readTwilio(body.toString('utf8'))));
  }

  /** What was sent to a number: for a sender that does not know whether its message was taken. */
  @Get('twilio/2010-04-01/Accounts/:account/Messages.json')
  async listSms(@Query() { To }: SentQuery): Promise<{ messages: object[] }> {
    const sent = (await this.phones.messages(To)).filter(({ channel }) => channel === 'sms');
    return { messages: sent.map(({ id, recipient, body }) => ({ sid: id, to: recipient, body, status: 'sent' })) };
  }

  @Post('whatsapp/:number/messages')
  async takeWhatsApp(@RawBody() body: Buffer, @Res() reply: FastifyReply): Promise<void> {
    await answer(reply, await this.phones.take(readCloudApi(body.toString('utf8'))));
  }

  /** What a phone of the simulated world shows, oldest first. */
  @Get('phones/messages')
  async messages(@Query() { to }: MessagesQuery): Promise<{ items: PhoneMessage[] }> {
    return { items: await this.phones.messages(to) };
  }
}

async function answer(reply: FastifyReply, said: NetworkAnswer): Promise<void> {
  if (said) await reply.code(said.status).type('application/json').send(said.content);
  else await reply.code(502).type('text/html; charset=utf-8').send('<html><h1>502 Bad Gateway</h1></html>');
}
