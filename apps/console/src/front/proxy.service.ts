import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import replyFrom from '@fastify/reply-from';
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import {
  ApiKeys,
  assertAnnouncedSize,
  BODY_LIMIT_BYTES,
  currentTraceparent,
  FEED_LIMIT_BYTES,
  forbidden,
  notFound,
  ProblemError,
} from '#platform';
import { ConsoleConfig } from '../config.js';
import { isFeed, isPhoto, isPhotoForm, routes, type Upstream } from './domain/routes.js';
import { codesOf, upstreamProblem } from './upstream-problem.js';

/** A service on the same network answers a connect in milliseconds or not at all. */
const CONNECT_TIMEOUT_MS = 2_000;
/** Connections to one service: above the requests that its pool of ten database connections keeps busy. */
const CONNECTIONS_MAX = 128;

/** Bytes of one photo, as after-sales takes it. */
const PHOTO_LIMIT_BYTES = 10 * 1024 * 1024;
/** Bytes of a form with photos, as after-sales takes it. */
const PHOTO_FORM_LIMIT_BYTES = 24 * 1024 * 1024;

/** Tells the simulator whose mails to show; absent: everybody's. Never taken from a caller. */
const MERCHANT_HEADER = 'x-kervan-merchant';

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * Passes requests on to the services: bodies as streams of bytes in both directions, never parsed and never held,
 * so that signatures stay true and a feed of any size costs no memory here.
 */
@Injectable()
export class ProxyRoutes implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly config: ConsoleConfig,
    private readonly keys: ApiKeys,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter.getInstance<FastifyInstance>();
    // Not awaited: that would make Fastify settle the routes before Nest has set its error handler.
    void fastify.register((proxy) => this.mount(proxy));
  }

  private async mount(proxy: FastifyInstance): Promise<void> {
    proxy.removeAllContentTypeParsers();
    proxy.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    await proxy.register(replyFrom, {
      undici: { connections: CONNECTIONS_MAX, connect: { timeout: CONNECT_TIMEOUT_MS } },
      disableRequestLogging: true,
    });
    for (const [prefix, upstream] of Object.entries(routes)) this.mountPrefix(proxy, prefix, upstream);
  }

  private mountPrefix(proxy: FastifyInstance, prefix: string, upstream: Upstream): void {
    const base = this.urlOf(upstream);
    const handler = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
      if (base === undefined) throw notFound('ROUTE_NOT_FOUND', 'There is no such route.');
      return this.pass(request, reply, base, upstream);
    };
    const preHandler: preHandlerAsyncHookHandler[] =
      upstream === 'simulator' ? [(request) => this.refuseStrangers(request)] : [];
    for (const url of [prefix, `${prefix}/*`]) proxy.route({ method: METHODS, url, preHandler, handler });
  }

  private pass(request: FastifyRequest, reply: FastifyReply, base: string, upstream: Upstream): FastifyReply {
    const path = request.url.split('?', 1)[0] ?? '/';
    // The service would hang up on it, which here looks like a service that is down.
    assertAnnouncedSize(request, limitOf(path));
    return reply.from(path, {
      getUpstream: () => base,
      timeout: isFeed(path) ? this.config.PROXY_FEED_TIMEOUT_MS : this.config.PROXY_TIMEOUT_MS,
      rewriteRequestHeaders: (_request, headers) => this.forwardedHeaders(request, headers),
      // A service that was restarted leaves dead connections behind: a read may be asked again, once.
      retryDelay: ({ err, attempt }) => (isDeadConnection(err) && isRead(request) && attempt === 0 ? 1 : null),
      onError: (out, { error }) => void out.send(upstreamProblem(upstream, error)),
    });
  }

  private forwardedHeaders(
    request: FastifyRequest,
    headers: NodeJS.Dict<string | string[]>,
  ): NodeJS.Dict<string | string[]> {
    const before = headers['x-forwarded-for'];
    return {
      ...headers,
      // The session is ours; the services know it as the bearer key.
      cookie: undefined,
      // The services see who asked and how; what an ingress in front of us said before stays.
      'x-forwarded-for': [...(before === undefined ? [] : [before].flat()), request.ip].join(', '),
      'x-forwarded-host': headers['x-forwarded-host'] ?? request.headers.host,
      'x-forwarded-proto': headers['x-forwarded-proto'] ?? new URL(this.config.PUBLIC_URL).protocol.replace(':', ''),
      'x-request-id': request.id,
      traceparent: currentTraceparent() ?? headers['traceparent'],
    };
  }

  /** The mailbox holds the mails of all merchants, and the simulator knows no keys: it is told whose to show. */
  private async refuseStrangers(request: FastifyRequest): Promise<void> {
    if (this.config.SIMULATOR_URL === undefined) return;
    const key = /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    const actor = key === undefined ? null : await this.keys.actorFor(key);
    if (!actor) throw new ProblemError(401, 'UNAUTHENTICATED', 'This needs an API key.');
    if (actor.role === 'supplier') throw forbidden('FORBIDDEN', 'This key may not do this.');
    request.headers[MERCHANT_HEADER] = actor.merchantId ?? undefined;
  }

  private urlOf(upstream: Upstream): string | undefined {
    return {
      order: this.config.ORDER_URL,
      'supplier-sync': this.config.SUPPLIER_SYNC_URL,
      'shipping-tracker': this.config.SHIPPING_TRACKER_URL,
      'after-sales': this.config.AFTER_SALES_URL,
      notification: this.config.NOTIFICATION_URL,
      simulator: this.config.SIMULATOR_URL,
    }[upstream];
  }
}

function limitOf(path: string): number {
  if (isPhoto(path)) return PHOTO_LIMIT_BYTES;
  if (isPhotoForm(path)) return PHOTO_FORM_LIMIT_BYTES;
  return isFeed(path) ? FEED_LIMIT_BYTES : BODY_LIMIT_BYTES;
}

const isRead = (request: FastifyRequest): boolean => request.method === 'GET' || request.method === 'HEAD';

const isDeadConnection = (error: unknown): boolean =>
  codesOf(error).some((code) => code === 'UND_ERR_SOCKET' || code === 'ECONNRESET');
