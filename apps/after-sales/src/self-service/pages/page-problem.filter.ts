import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  chooseLanguage,
  markup,
  missingPage,
  pageDocument,
  pageHeaders,
  ProblemError,
  waitingPage,
  type Language,
} from '#platform';
import { banner, hero } from './fields.js';
import type { MessageKey } from './i18n/en.js';
import { translator } from './i18n/translator.js';
import { langOf } from './page-visits.service.js';
import { selfServiceCss } from './page.css.js';
import { pagePath } from './visit.js';

/** Refusals that say: the same form was sent before. */
const sentBefore: ReadonlySet<string> = new Set(['IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_IN_FLIGHT']);

/** Tells a person what the API would tell a program. Whatever is not there looks like an order that is not there. */
@Catch(ProblemError)
export class PageProblemFilter implements ExceptionFilter {
  catch(problem: ProblemError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const language = chooseLanguage(langOf(request), request.headers['accept-language']);
    const { token = '' } = request.params as { token?: string };
    const reply = http.getResponse<FastifyReply>().code(problem.status);
    if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', String(problem.retryAfterSeconds));
    const plain = problem.status === 404 ? missingPage : problem.status === 429 ? waitingPage : null;
    if (plain) void reply.headers(pageHeaders(language)).send(plain(language));
    else void reply.headers(pageHeaders(language, selfServiceCss)).send(problemPage(problem, language, token));
  }
}

/** Refusals with a sentence of their own; all others: something has changed. */
const sentences: Readonly<Record<string, MessageKey>> = {
  ORDER_COMPLETE: 'problem.ORDER_COMPLETE',
  WISH_PENDING: 'problem.WISH_PENDING',
  TOO_MANY_WISHES: 'problem.TOO_MANY_WISHES',
  TOO_MANY_UNITS: 'problem.TOO_MANY_UNITS',
  LINE_TWICE: 'problem.LINE_TWICE',
  NOTHING_TO_RETURN: 'problem.NOTHING_TO_RETURN',
  UNKNOWN_LINE: 'problem.UNKNOWN_LINE',
  RETURN_NOT_ALLOWED: 'problem.RETURN_NOT_ALLOWED',
  EXCHANGE_NOT_OFFERED: 'problem.EXCHANGE_NOT_OFFERED',
  BODY_TOO_LARGE: 'problem.BODY_TOO_LARGE',
  NO_WITHDRAWAL_RIGHT: 'withdrawal.no_right',
};

function problemPage({ code }: ProblemError, language: Language, token: string): string {
  const say = translator(language);
  const title = say('problem.title');
  const text = say(sentBefore.has(code) ? 'problem.sent' : (sentences[code] ?? 'problem.changed'));
  const on = markup`<a class="button" href="${pagePath(token, '/help', language)}">${say('page.help')}</a>`;
  const body = markup`<main>${hero(title)}${banner(text)}${on}</main>`;
  return pageDocument({ language, title, body, css: selfServiceCss });
}
