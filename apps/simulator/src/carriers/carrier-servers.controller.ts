import { setTimeout as delay } from 'node:timers/promises';
import { All, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BufferedBody, notFound, Public, RawBody } from '#platform';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { CarriersService } from './carriers.service.js';
import { askedNumber, errorPage, nativeCarriers, wireAnswer, type NativeCarrier } from './domain/carrier-wire.js';

/** Yurtiçi refuses a question that is repeated within this, in hours of simulated life. */
const SAME_QUESTION_HOURS = 1 / 60;
/** Questions that a carrier stands in a minute of ours; then it answers 429 until the next. */
const QUESTIONS_PER_MINUTE = 10_000;
/** How long a server that hangs says nothing. Longer than anybody should wait. */
const STALL_MS = 20_000;

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
  ) {}

  @All([':code/native', ':code/native/*'])
  @BufferedBody(['text/xml'])
  ask(
    @Param('code') code: string,
    @RawBody() body: Buffer,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answer(code, askedNumber(request.url, body.toString('utf8')), reply);
  }

  private async answer(code: string, number: string, reply: FastifyReply): Promise<void> {
    if (!isNative(code)) throw notFound('UNKNOWN_CARRIER', `${code} has no server of its own.`);
    const fault = this.faultOf(code, number);
    if (fault === 'stall') await delay(STALL_MS, undefined, { ref: false });
    if (fault === 'limit') reply.code(429).header('retry-after', '60');
    if (fault === 'error') reply.code(500);
    if (fault !== null && fault !== 'stall') {
      await reply.type('text/html; charset=utf-8').send(errorPage);
      return;
    }
    const told = await this.carriers.track(code, number);
    const words = told?.map(({ status, occurredAt, place }) => ({ status, place, occurredAt: new Date(occurredAt) }));
    const answer = wireAnswer(code, number, words ?? null);
    await reply.code(answer.status).type(answer.contentType).send(answer.body);
  }

  private faultOf(code: string, number: string): 'limit' | 'error' | 'page' | 'stall' | null {
    this.asked += 1;
    if (this.isTooMuch() || (code === 'yurtici' && this.isTooSoon(number))) return 'limit';
    const rng = Rng.of(this.world.seed, 'native', number, this.asked);
    if (!rng.chance(this.world.rates.error500)) return null;
    return (['error', 'error', 'page', 'stall'] as const)[rng.int(0, 3)] ?? 'error';
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

const isNative = (code: string): code is NativeCarrier => (nativeCarriers as readonly string[]).includes(code);
