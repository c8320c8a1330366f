import { Body, Controller, Get, HttpCode, Logger, Param, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDate,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import { topics, type Topic } from '#contracts';
import {
  OutboxArchive,
  ReplayNeedsRangeError,
  type ArchiveReplay,
  type RefusedKey,
  type SkippedEvent,
} from '#messaging';
import { CurrentActor, Roles, type Actor } from '../access/actor.js';
import { unprocessable } from '../problems/problem.error.js';
import { IdPipe } from '../validation/id.pipe.js';

/** Keys that one call may name. */
const KEYS_MAX = 1_000;
/** Events in a second: above this a replay would crowd out live events. */
const RATE_MAX = 1_000;

/** Which archived events to publish again; `from` and `to` are RFC 3339. */
export class ReplayOutboxDto {
  @IsOptional() @IsIn(Object.values(topics)) topic?: Topic;
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(KEYS_MAX) @Length(1, 200, { each: true }) keys?: string[];
  @Type(() => Date) @IsDate() from!: Date;
  @IsOptional() @Type(() => Date) @IsDate() to?: Date;
  @IsOptional() @IsInt() @Min(1) @Max(RATE_MAX) ratePerSecond?: number;
}

/** Why an event is given up. */
export class SkipRefusedDto {
  @IsString() @Length(1, 500) reason!: string;
}

/** What operators do with what this service has published, or cannot publish. */
@Roles('operator')
@Controller('v1/outbox')
export class OutboxController {
  private readonly logger = new Logger(OutboxController.name);

  constructor(private readonly archive: OutboxArchive) {}

  /** Begins a replay: same ids and versions, so consumers drop what they have. */
  @Post('replay')
  @HttpCode(202)
  async replay(@Body() body: ReplayOutboxDto, @CurrentActor() actor: Actor): Promise<ArchiveReplay> {
    const { topic, keys, from, to, ratePerSecond } = body;
    const optional = { ...(topic && { topic }), ...(keys && { keys }), ...(to && { to }) };
    const rate = ratePerSecond === undefined ? {} : { ratePerSecond };
    try {
      const replay = await this.archive.replay({ ...optional, ...rate, from, requestedBy: actor.keyId });
      this.logger.log(`Key ${actor.keyId} began replay ${replay.id} of ${topic ?? 'all topics'}`);
      return replay;
    } catch (error) {
      if (!(error instanceof ReplayNeedsRangeError)) throw error;
      throw unprocessable(error.code, error.message, [{ pointer: '/to', code: error.code, detail: error.message }]);
    }
  }

  /** The newest replays and how far they are. */
  @Get('replays')
  async replays(): Promise<{ items: ArchiveReplay[] }> {
    return { items: await this.archive.replays() };
  }

  /** Keys that stand still because the broker refuses their next event. */
  @Get('refused')
  async refused(): Promise<{ items: RefusedKey[] }> {
    return { items: await this.archive.refusedKeys() };
  }

  /** Gives up the event that a key stands still for: consumers get its version without its content. */
  @Post('refused/:messageId/skip')
  @HttpCode(200)
  async skip(
    @Param('messageId', IdPipe) messageId: string,
    @Body() { reason }: SkipRefusedDto,
    @CurrentActor() actor: Actor,
  ): Promise<SkippedEvent> {
    const skipped = await this.archive.skipRefused(messageId, { reason, skippedBy: actor.keyId });
    this.logger.log(
      `Key ${actor.keyId} skipped ${skipped.type} ${messageId}, version ${skipped.keyVersion} of its key`,
    );
    return skipped;
  }

  /** The newest events that were given up: who did it, and why. */
  @Get('skipped')
  async skipped(): Promise<{ items: SkippedEvent[] }> {
    return { items: await this.archive.skipped() };
  }
}
