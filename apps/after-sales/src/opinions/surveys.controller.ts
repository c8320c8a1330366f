import { Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  BufferedBody,
  CurrentActor,
  decodeCursor,
  limitOf,
  merchantScope,
  pageHeaders,
  pageOf,
  parseJson,
  ProblemError,
  Public,
  RawBody,
  Roles,
  TokenFailures,
  unprocessable,
  type Actor,
  type Language,
  type Page,
} from '#platform';
import { SurveyCountsQuery, SurveysQuery } from './dto/opinion.dto.js';
import { AfterSalesConfig } from '../config.js';
import { surveyCss, surveyLanguage, surveyPage, thanksPage } from './survey-page.js';
import { SurveyQueries, type ListedSurvey, type SurveyCounts } from './survey-queries.service.js';
import { SurveysService, type OpenSurvey } from './surveys.service.js';

/** Characters of a comment: what fits on the page. */
const COMMENT_MAX = 5_000;
const FORM = 'application/x-www-form-urlencoded';

type SurveyView = ReturnType<typeof viewOf>;

@Controller('v1/surveys')
export class SurveysController {
  private readonly failures: TokenFailures;

  constructor(
    private readonly surveys: SurveysService,
    private readonly queries: SurveyQueries,
    config: AfterSalesConfig,
  ) {
    this.failures = new TokenFailures(config.TOKEN_FAILURES_PER_MINUTE);
  }

  /** Newest first, unanswered ones included: a share needs its whole. */
  @Get()
  @Roles('merchant', 'operator')
  async list(@CurrentActor() actor: Actor, @Query() query: SurveysQuery): Promise<Page<SurveyView>> {
    const limit = limitOf(query);
    const { kind = null, sentiment = null, topic = null, from = null, to = null } = query;
    const commented = query.commented === undefined ? null : query.commented === 'true';
    const rows = await this.queries.find({
      ...{ merchantId: merchantScope(actor, query.merchantId), from, to, kind, commented, sentiment, topic },
      ...{ beforeId: decodeCursor(query.after, 'id')?.[0] ?? null, limit: limit + 1 },
    });
    return pageOf(rows.map(viewOf), limit, ({ id }) => [id]);
  }

  /** How often each score was given, and what comments are about. */
  @Get('counts')
  @Roles('merchant', 'operator')
  counts(@CurrentActor() actor: Actor, @Query() query: SurveyCountsQuery): Promise<SurveyCounts> {
    const { from = null, to = null } = query;
    return this.queries.counts({ merchantId: merchantScope(actor, query.merchantId), from, to });
  }

  /** The question. Opening it is no answer: mail scanners open every link. */
  @Get(':link')
  @Public()
  async show(
    @Param('link') link: string,
    @Query() { score, lang }: { score?: unknown; lang?: unknown },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const survey = await this.open(link, request);
    const chosen = typeof score === 'string' && /^\d{1,2}$/.test(score) ? Number(score) : null;
    const language = surveyLanguage(survey, lang);
    await reply.headers(headersIn(language)).send(surveyPage({ survey, language, score: chosen }));
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
    @Query('lang') lang: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const survey = await this.open(link, request);
    if (type?.startsWith(FORM) !== true) {
      const { score, comment } = jsonOf(body);
      await reply.send({ kind: await this.surveys.answer(link, score, comment), score });
      return;
    }
    const { score, comment } = formOf(body);
    const language = surveyLanguage(survey, lang);
    void reply.headers(headersIn(language));
    try {
      await this.surveys.answer(link, score, comment);
      await reply.send(thanksPage(survey, language));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      await reply.code(error.status).send(surveyPage({ survey, language, score: null }, true));
    }
  }

  /** @throws 404 for a link that is nobody's, 429 after too many of them. */
  private async open(link: string, request: FastifyRequest): Promise<OpenSurvey> {
    this.failures.assertMayTry(request);
    try {
      return await this.surveys.show(link);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404) this.failures.note(request);
      throw error;
    }
  }
}

const headersIn = (language: Language): Record<string, string> => pageHeaders(language, surveyCss, true);

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

const viewOf = (row: ListedSurvey) => ({
  ...{ id: row.id, orderId: row.order_id, externalId: row.external_id },
  ...{ kind: row.kind, subjectId: row.subject_id, score: row.score },
  ...{ comment: row.comment, sentiment: row.sentiment, topics: row.topics },
  requestedAt: row.requested_at.toISOString(),
  answeredAt: row.answered_at?.toISOString() ?? null,
});
