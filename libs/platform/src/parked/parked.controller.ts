import { Body, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ParkedMessages, type ParkedFilter, type ParkedMessage, type ReplaySelection } from '#messaging';
import { decodeCursor, limitOf, pageOf, type Page } from '../paging/page.js';
import { maskPersonalData, maskText } from '../privacy/mask-personal-data.js';
import { unprocessable } from '../problems/problem.error.js';
import { IdPipe } from '../validation/id.pipe.js';
import { ListParkedQuery, ReplayParkedDto, SkipParkedDto, type ParkedDetail, type ParkedItem } from './parked.dto.js';

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

  @Get(':id')
  async get(@Param('id', IdPipe) id: string): Promise<ParkedDetail> {
    return detailOf(await this.parked.get(id));
  }

  @Post('replay')
  @HttpCode(202)
  async replay(@Body() body: ReplayParkedDto): Promise<{ scheduled: number }> {
    return { scheduled: await this.parked.replay(selectionOf(body), body.ratePerSecond) };
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
  const { state, topic, key, type, errorCode } = given;
  return {
    ...(state === undefined ? {} : { state }),
    ...(topic === undefined ? {} : { topic }),
    ...(key === undefined ? {} : { key }),
    ...(type === undefined ? {} : { type }),
    ...(errorCode === undefined ? {} : { errorCode }),
  };
}

function itemOf(message: ParkedMessage): ParkedItem {
  // Named one by one: a field that messaging adds later may hold personal data.
  const { id, topic, key, keyVersion, messageId, type, state, errorClass, errorCode, attempts } = message;
  const { firstParkedAt, nextAttemptAt, settledAt, skipReason, gapAccepted } = message;
  const what = { id, service: message.consumer, topic, key, keyVersion, messageId, type };
  const why = { state, errorClass, errorCode, errorDetail: maskText(message.errorDetail), attempts };
  return { ...what, ...why, firstParkedAt, nextAttemptAt, settledAt, skipReason, gapAccepted };
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
    return text.slice(0, UNREADABLE_SHOWN);
  }
}

/** Characters of an unreadable message that are shown: enough to recognise what it is. */
const UNREADABLE_SHOWN = 2_000;
