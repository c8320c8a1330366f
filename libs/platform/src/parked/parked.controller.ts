import { Body, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ParkedMessages,
  type FullParking,
  type ParkedFilter,
  type ParkedMessage,
  type ReplayPreview,
  type ReplayRun,
  type ReplaySelection,
} from '#messaging';
import { decodeCursor, limitOf, pageOf, type Page } from '../paging/page.js';
import { maskPersonalData, maskText, maskUnreadable } from '../privacy/mask-personal-data.js';
import { unprocessable } from '../problems/problem.error.js';
import { IdPipe } from '../validation/id.pipe.js';
import {
  ListParkedQuery,
  ReplayParkedDto,
  SkipParkedDto,
  type ParkedDetail,
  type ParkedItem,
  type ReplayStarted,
} from './parked.dto.js';

/** What operators do with messages that this service could not handle; mounted by `parkedControllerAt`. */
export abstract class ParkedController {
  constructor(@Inject(ParkedMessages) private readonly parked: ParkedMessages) {}

  @Get()
  async list(@Query() query: ListParkedQuery): Promise<Page<ParkedItem>> {
    const limit = limitOf(query);
    const after = decodeCursor(query.after, 'id')?.[0];
    const rows = await this.parked.list({
      ...filterOf(query),
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
    });
    const page = pageOf(rows, limit, (row) => [row.id]);
    return { ...page, items: page.items.map(itemOf) };
  }

  /** Keys and merchants without room: their messages wait on the bus. */
  @Get('full')
  async full(): Promise<{ items: FullParking[] }> {
    return { items: await this.parked.full() };
  }

  /** The newest runs of replays and how far they are. */
  @Get('replays')
  async replays(): Promise<{ items: ReplayRun[] }> {
    return { items: await this.parked.replays() };
  }

  @Get('replays/:id')
  replayRun(@Param('id', IdPipe) id: string): Promise<ReplayRun> {
    return this.parked.replayRun(id);
  }

  @Get(':id')
  async get(@Param('id', IdPipe) id: string): Promise<ParkedDetail> {
    return detailOf(await this.parked.get(id));
  }

  @Post('replay')
  @HttpCode(202)
  async replay(@Body() body: ReplayParkedDto): Promise<ReplayStarted> {
    const { id, scheduled } = await this.parked.replay(selectionOf(body), body.ratePerSecond);
    return { replayId: id, scheduled };
  }

  /** What `replay` with the same body would do; changes nothing. */
  @Post('preview')
  @HttpCode(200)
  preview(@Body() body: ReplayParkedDto): Promise<ReplayPreview> {
    return this.parked.previewReplay(selectionOf(body), body.ratePerSecond);
  }

  @Post(':id/skip')
  @HttpCode(200)
  async skip(@Param('id', IdPipe) id: string, @Body() { reason }: SkipParkedDto): Promise<ParkedItem> {
    return itemOf(await this.parked.skip(id, reason));
  }
}

function selectionOf({ ids, key, filter }: ReplayParkedDto): ReplaySelection {
  const given = [ids, key, filter].filter((part) => part !== undefined && part !== null);
  if (given.length !== 1)
    throw unprocessable('ONE_SELECTION', 'Say exactly one of ids, key and filter.', [
      { pointer: '', code: 'ONE_SELECTION', detail: 'Say exactly one of ids, key and filter.' },
    ]);
  if (ids) return { ids };
  return typeof key === 'string' ? { key } : { filter: filterOf(filter ?? {}) };
}

function filterOf(given: { [Field in keyof ParkedFilter]?: ParkedFilter[Field] | undefined }): ParkedFilter {
  const { state, topic, key, type, errorCode, replayId } = given;
  return {
    ...(state === undefined ? {} : { state }),
    ...(topic === undefined ? {} : { topic }),
    ...(key === undefined ? {} : { key }),
    ...(type === undefined ? {} : { type }),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(replayId === undefined ? {} : { replayId }),
  };
}

function itemOf(message: ParkedMessage): ParkedItem {
  // Named one by one: a field that messaging adds later may hold personal data.
  const { id, topic, key, keyVersion, messageId, type, state, errorClass, errorCode, attempts } = message;
  const { firstParkedAt, nextAttemptAt, settledAt, skipReason, gapAccepted, merchantId, holdsKey } = message;
  const { replayId, replayOutcome } = message;
  const what = { id, service: message.consumer, topic, key, keyVersion, merchantId, messageId, type, holdsKey };
  const why = { state, errorClass, errorCode, errorDetail: maskText(message.errorDetail), attempts };
  const when = { firstParkedAt, nextAttemptAt, settledAt };
  return { ...what, ...why, ...when, skipReason, gapAccepted, replayId, replayOutcome };
}

function detailOf(message: ParkedMessage): ParkedDetail {
  return { ...itemOf(message), headers: message.headers, data: maskPersonalData(readable(message.value)) };
}

/** Poison may be anything: what is not JSON is shown as far as text goes. */
function readable(value: Buffer): unknown {
  const text = value.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return maskUnreadable(text.slice(0, UNREADABLE_SHOWN));
  }
}

/** Characters of an unreadable message that are shown: enough to recognise what it is. */
const UNREADABLE_SHOWN = 2_000;
