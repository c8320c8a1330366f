import { Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  BufferedBody,
  CurrentActor,
  decodeCursor,
  limitOf,
  merchantScope,
  pageOf,
  parseJson,
  Public,
  RawBody,
  Roles,
  unprocessable,
  type Actor,
  type Page,
} from '#platform';
import { SurveysQuery } from './dto/opinion.dto.js';
import { pageHeaders, surveyPage, thanksPage } from './survey-page.js';
import { SurveysService, type SurveyRow } from './surveys.service.js';

/** Characters of a comment: what fits on the page. */
const COMMENT_MAX = 5_000;
const FORM = 'application/x-www-form-urlencoded';

type SurveyView = ReturnType<typeof viewOf>;

@Controller('v1/surveys')
export class SurveysController {
  constructor(private readonly surveys: SurveysService) {}

  /** Newest first, unanswered ones included: a share needs its whole. */
  @Get()
  @Roles('merchant', 'operator')
  async list(@CurrentActor() actor: Actor, @Query() query: SurveysQuery): Promise<Page<SurveyView>> {
    const limit = limitOf(query);
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    const scope = merchantScope(actor, query.merchantId);
    const rows = await this.surveys.list(scope, query.kind ?? null, beforeId, limit + 1);
    return pageOf(rows.map(viewOf), limit, ({ id }) => [id]);
  }

  /** The question. Opening it is no answer: mail scanners open every link. */
  @Get(':link')
  @Public()
  async show(@Param('link') link: string, @Query('score') score: unknown, @Res() reply: FastifyReply): Promise<void> {
    const survey = await this.surveys.show(link);
    const chosen = typeof score === 'string' && /^\d{1,2}$/.test(score) ? Number(score) : null;
    await reply.headers(pageHeaders).send(surveyPage(survey, chosen));
  }

  /** The answer, as the page's form sends it or as JSON `{score, comment}`. */
  @Post(':link')
  @Public()
  @HttpCode(200)
  @BufferedBody([FORM])
  async answer(
    @Param('link') link: string,
    @Headers('content-type') type: string | undefined,
    @RawBody() body: Buffer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isForm = type?.startsWith(FORM) === true;
    const { score, comment } = isForm ? formOf(body) : jsonOf(body);
    const kind = await this.surveys.answer(link, score, comment);
    if (isForm) await reply.headers(pageHeaders).send(thanksPage(await this.surveys.show(link)));
    else await reply.send({ kind, score });
  }
}

interface Answer {
  readonly score: number;
  readonly comment: string | null;
}

function formOf(body: Buffer): Answer {
  const form = new URLSearchParams(body.toString('utf8'));
  return { score: Number(form.get('score') ?? NaN), comment: commentOf(form.get('comment')) };
}

function jsonOf(body: Buffer): Answer {
  const content = parseJson(body.toString('utf8')) as { score?: unknown; comment?: unknown } | null;
  return { score: typeof content?.score === 'number' ? content.score : NaN, comment: commentOf(content?.comment) };
}

function commentOf(text: unknown): string | null {
  if (text === undefined || text === null || text === '') return null;
  if (typeof text !== 'string' || text.length > COMMENT_MAX || text.includes('\0'))
    throw unprocessable('COMMENT', `A comment is a text of up to ${String(COMMENT_MAX)} characters.`, [
      { pointer: '/comment', code: 'COMMENT', detail: 'Shorten it.' },
    ]);
  return text;
}

const viewOf = (row: SurveyRow) => ({
  ...{ id: row.id, orderId: row.order_id, kind: row.kind, subjectId: row.subject_id, score: row.score },
  ...{ comment: row.comment, sentiment: row.sentiment, topics: row.topics },
  requestedAt: row.requested_at.toISOString(),
  answeredAt: row.answered_at?.toISOString() ?? null,
});
