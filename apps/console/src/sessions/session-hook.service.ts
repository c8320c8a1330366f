import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ProblemError } from '#platform';
import { ConsoleConfig } from '../config.js';
import { isSafe, isSameOrigin } from './domain/same-origin.js';
import { sessionKeyIn } from './session-cookie.js';
import { crossSiteRequest } from './session.errors.js';

/**
 * Turns the session cookie into the bearer key that every service understands, before anything else sees the
 * request. An explicit Authorization header wins: scripts are not affected by a cookie jar.
 */
@Injectable()
export class SessionHook implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly config: ConsoleConfig,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onRequest', (request, _reply, next) => {
      next(this.authenticate(request));
    });
  }

  private authenticate(request: FastifyRequest): ProblemError | undefined {
    const { headers } = request.raw;
    const key = sessionKeyIn(headers.cookie);
    if (key === undefined || headers.authorization !== undefined || isSignIn(request)) return undefined;
    if (!isSafe(request.method) && !isSameOrigin(originOf(request), this.config.PUBLIC_URL)) return crossSiteRequest();
    headers.authorization = `Bearer ${key}`;
    return undefined;
  }
}

/** Signing in again must not fail because the old session has expired. */
const isSignIn = (request: FastifyRequest): boolean =>
  request.method === 'POST' && /^\/v1\/session(\/link)?(\?|$)/.test(request.url);

export function originOf(request: FastifyRequest): { 'sec-fetch-site'?: string; origin?: string; host?: string } {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  return {
    ...(typeof site === 'string' ? { 'sec-fetch-site': site } : {}),
    ...(origin === undefined ? {} : { origin }),
    ...(host === undefined ? {} : { host }),
  };
}
