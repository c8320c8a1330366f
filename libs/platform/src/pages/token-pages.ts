import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problem.error.js';
import { missingPage, pageHeaders, waitingPage } from './page-document.js';
import { languageOf } from './page-language.js';
import { TokenFailures } from './token-failures.js';

/** Pages below the page of an order: its token is the key, and what is refused is said in words. */
export class TokenPages {
  private readonly failures: TokenFailures;

  /** @param max wrong tokens of one address in a minute. */
  constructor(max: number) {
    this.failures = new TokenFailures(max);
  }

  /**
   * Runs what answers a request. What it does not find (a problem of status 404) is counted as a wrong token and looks
   * like an order that is not there; who tried too many has to wait, right token or not.
   * @throws every other problem.
   */
  async answer(request: FastifyRequest, reply: FastifyReply, visit: () => Promise<void>): Promise<void> {
    try {
      this.failures.assertMayTry(request);
      await visit();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const language = languageOf(request);
      if (error.status === 404) {
        this.failures.note(request);
        await reply.code(404).headers(pageHeaders(language)).send(missingPage(language));
      } else if (error.code === 'TOO_MANY_ATTEMPTS') {
        const wait = { 'retry-after': String(error.retryAfterSeconds ?? 60) };
        await reply
          .code(429)
          .headers({ ...pageHeaders(language), ...wait })
          .send(waitingPage(language));
      } else throw error;
    }
  }
}
