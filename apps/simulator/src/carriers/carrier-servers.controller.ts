import { All, Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BufferedBody, notFound, Public, RawBody } from '#platform';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { CarrierLiesService } from './carrier-lies.service.js';
import { CarrierTokensService } from './carrier-tokens.service.js';
import { CarriersService } from './carriers.service.js';
import { isNative, replyTo, type CarrierLie, type WireReply } from './domain/carrier-lies.js';
import { askedNumber, type NativeCarrier, type WireAnswer } from './domain/carrier-wire.js';
import { TellLieDto } from './dto/tell-lie.dto.js';
import { sendReply } from './send-reply.js';

/** Yurtiçi refuses a question that is repeated within this, in hours of simulated life. */
const SAME_QUESTION_HOURS = 1 / 60;
/** Questions that a carrier stands in a minute of ours; then it answers 429 until the next. */
const QUESTIONS_PER_MINUTE = 10_000;
/** The name under which a token server lies. */
const TOKEN = 'token';

/** Carriers' servers in their own formats, with their limits: `/sim/carriers/{code}/native/…`. */
@Public()
@Controller('sim/carriers')
export class CarrierServersController {
  private asked = 0;
  private readonly lastAsked = new Map<string, number>();
  private minute = { began: 0, questions: 0 };

  constructor(
    private readonly carriers: CarriersService,
    private readonly world: WorldService,
    private readonly lies: CarrierLiesService,
    private readonly tokens: CarrierTokensService,
  ) {}

  /** Makes a carrier lie about one number, until it is told otherwise. */
  @Post(':code/lies')
  @HttpCode(204)
  tellLie(@Param('code') code: string, @Body() { trackingNumber, lie }: TellLieDto): void {
    this.lies.tell(code, trackingNumber, lie);
  }

  /** How many tokens a carrier gave so far. */
  @Get(':code/tokens')
  countTokens(@Param('code') code: string): { given: number } {
    return { given: this.tokens.timesGiven(code) };
  }

  /** Revokes all tokens of a carrier before their time. */
  @Delete(':code/tokens')
  @HttpCode(204)
  revokeTokens(@Param('code') code: string): void {
    this.tokens.revoke(code);
  }

  @All([':code/native', ':code/native/*'])
  @BufferedBody(['text/xml', 'application/x-www-form-urlencoded'])
  async ask(
    @Param('code') code: string,
    @RawBody() body: Buffer,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isNative(code)) throw notFound('UNKNOWN_CARRIER', `${code} has no server of its own.`);
    const text = body.toString('utf8');
    const { authorization = '' } = request.headers;
    const path = request.url.replace(/^.*?\/native/, '').replace(/\?.*/, '');
    if (this.tokens.isTokenPath(code, path)) {
      this.answerToken(code, authorization, text, reply);
      return;
    }
    const refusal = this.tokens.refusal(code, authorization);
    if (refusal) sendReply(reply, replyOf(refusal));
    else await this.answer(code, askedNumber(request.url, text), reply);
  }

  private answerToken(code: NativeCarrier, authorization: string, body: string, reply: FastifyReply): void {
    const lie = this.lies.next(code, TOKEN);
    if (lie === null) sendReply(reply, replyOf(this.tokens.give(code, authorization, body)));
    else sendReply(reply, replyTo({ carrier: code, number: TOKEN, words: null }, lie));
  }

  private async answer(code: NativeCarrier, number: string, reply: FastifyReply): Promise<void> {
    const lie = this.lieAbout(code, number);
    const told = await this.carriers.track(code, number);
    const words = told?.map(({ status, occurredAt, place }) => ({ status, place, occurredAt: new Date(occurredAt) }));
    sendReply(reply, replyTo({ carrier: code, number, words: words ?? null }, lie));
  }

  private lieAbout(code: string, number: string): CarrierLie | null {
    this.asked += 1;
    if (this.isTooMuch() || (code === 'yurtici' && this.isTooSoon(number))) return 'limit';
    const lie = this.lies.next(code, number);
    const rng = Rng.of(this.world.seed, 'native', number, this.asked);
    if (lie !== null || !rng.chance(this.world.rates.error500)) return lie;
    return rng.pick<CarrierLie>(['error500', 'error500', 'html', 'stall']);
  }

  private isTooMuch(): boolean {
    const now = Date.now();
    if (now - this.minute.began >= 60_000) this.minute = { began: now, questions: 0 };
    this.minute.questions += 1;
    return this.minute.questions > QUESTIONS_PER_MINUTE;
  }

  private isTooSoon(number: string): boolean {
    const [now, before] = [Date.now(), this.lastAsked.get(number) ?? 0];
    this.lastAsked.set(number, now);
    return now - before < this.world.lifeMs(SAME_QUESTION_HOURS);
  }
}

const replyOf = ({ status, contentType, body }: WireAnswer): WireReply => ({
  ...{ status, headers: { 'content-type': contentType }, bytes: Buffer.from(body), ends: 'whole' },
});
