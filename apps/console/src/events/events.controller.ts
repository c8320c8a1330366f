import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  CurrentActor,
  decodeCursor,
  DrainSignal,
  IdPipe,
  invalidCursor,
  limitOf,
  merchantOf,
  notFound,
  pageOf,
  PageQuery,
  ProblemError,
  Roles,
  type Actor,
  type Page,
} from '#platform';
import { ConsoleConfig } from '../config.js';
import { inCausalOrder } from './domain/causal-order.js';
import { BEGINNING, isPosition, parsePosition, type EventPosition } from './event-position.js';
import { EventLog, type EventFilter } from './event-log.service.js';
import { EventStream } from './event-stream.js';
import { EventTail } from './event-tail.service.js';
import type { RecordedEvent } from './recorded-event.js';

export class EventsQuery extends PageQuery {
  @IsOptional() @IsUUID() orderId?: string;
  @IsOptional() @IsString() @Length(1, 100) type?: string;
  /** An operator may look at one merchant only. */
  @IsOptional() @IsUUID() merchantId?: string;
  @IsOptional() @IsIn(['newest', 'oldest']) sort?: 'newest' | 'oldest';
}

export class StreamQuery {
  @IsOptional() @IsString() @Length(1, 50) after?: string;
  @IsOptional() @IsUUID() merchantId?: string;
}

@Controller('v1')
@Roles('operator', 'merchant')
export class EventsController {
  constructor(
    private readonly log: EventLog,
    private readonly tail: EventTail,
    private readonly drain: DrainSignal,
    private readonly config: ConsoleConfig,
  ) {}

  @Get('orders/:id/timeline')
  async timeline(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page<RecordedEvent>> {
    const events = await this.log.ofOrder(id, actor.merchantId);
    if (events.length === 0) throw notFound('ORDER_NOT_FOUND', `Nothing is known of an order ${id}.`);
    return { items: inCausalOrder(events), next: null };
  }

  @Get('events')
  async list(@CurrentActor() actor: Actor, @Query() query: EventsQuery): Promise<Page<RecordedEvent>> {
    const limit = limitOf(query);
    const filter = { merchantId: scopeOf(actor, query.merchantId), orderId: query.orderId, type: query.type };
    const position = cursorOf(query.after);
    const rows =
      query.sort === 'oldest'
        ? await this.log.after(position ?? BEGINNING, filter, limit + 1)
        : await this.log.before(position, filter, limit + 1);
    return pageOf(rows, limit, (event) => [event.position]);
  }

  @Get('events/stream')
  async stream(
    @CurrentActor() actor: Actor,
    @Query() query: StreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (this.tail.listenerCount >= this.config.EVENT_STREAMS_MAX)
      throw new ProblemError(503, 'TOO_MANY_STREAMS', 'Too many event streams are open. Try again soon.', [], 5);
    const filter: EventFilter = { merchantId: scopeOf(actor, query.merchantId) };
    const asked = lastEventId ?? query.after;
    const from = asked === undefined ? ((await this.log.head()) ?? BEGINNING) : parsePosition(asked);
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // Nothing follows a stream on its connection; left open it would only hold up a stop.
      connection: 'close',
      // Says to nginx what the ingress must not do: collect the stream.
      'x-accel-buffering': 'no',
    });
    await new EventStream(this.log, this.tail, filter, reply.raw).run(from, this.drain.signal);
  }
}

/** Null: every merchant. */
const scopeOf = (actor: Actor, requested: string | undefined): string | null =>
  actor.role === 'operator' && requested === undefined ? null : merchantOf(actor, requested);

function cursorOf(after: string | undefined): EventPosition | null {
  const [position] = decodeCursor(after, 'text') ?? [];
  if (position === undefined) return null;
  if (!isPosition(position)) throw invalidCursor();
  return parsePosition(position);
}
