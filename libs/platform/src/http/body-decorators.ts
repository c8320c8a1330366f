import type { Readable } from 'node:stream';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** Bytes of a body that is read whole: 1 MiB holds 2,000 order lines. */
export const BODY_LIMIT_BYTES = 1024 * 1024;
/** Bytes of a streamed feed: a million offers. */
export const FEED_LIMIT_BYTES = 256 * 1024 * 1024;

/** How a route wants its body. */
export interface BodyRules {
  /** Content types handed over as a stream of bytes. */
  readonly stream?: readonly string[];
  /** Content types handed over as a `Buffer`, besides JSON. JSON itself is left unread when it is named here. */
  readonly buffer?: readonly string[];
  readonly limitBytes?: number;
}

/** The body rules of a route as Fastify's route config carries them. */
export interface KervanRouteConfig {
  readonly kervanBody?: BodyRules;
}

/**
 * The route takes bodies of these content types as a stream (`@StreamBody()`), never held in memory.
 * A body beyond the limit ends the stream with a 413 {@link ProblemError}; let it propagate.
 */
export const StreamedBody = (types: readonly string[], limitBytes = FEED_LIMIT_BYTES): MethodDecorator =>
  applyDecorators(RouteConfig({ kervanBody: { stream: types, limitBytes } } satisfies KervanRouteConfig));

/** The route takes bodies of these content types as a `Buffer` (`@RawBody()`), besides JSON. */
export const BufferedBody = (types: readonly string[], limitBytes = BODY_LIMIT_BYTES): MethodDecorator =>
  applyDecorators(RouteConfig({ kervanBody: { buffer: types, limitBytes } } satisfies KervanRouteConfig));

const rawBodies = new WeakMap<object, Buffer>();

/** Remembers the bytes of a body, and offers them as `request.rawBody`. */
export function rememberRawBody(request: FastifyRequest, bytes: Buffer): void {
  rawBodies.set(request.raw, bytes);
  (request as FastifyRequest & { rawBody?: Buffer }).rawBody = bytes;
}

/** Parameter decorator: the body's bytes as they came, for signature checks; empty when there was none. */
export const RawBody = createParamDecorator((_data: unknown, context: ExecutionContext): Buffer => {
  return rawBodies.get(context.switchToHttp().getRequest<FastifyRequest>().raw) ?? Buffer.alloc(0);
});

/** Parameter decorator: the body as a stream, on a route with {@link StreamedBody}. */
export const StreamBody = createParamDecorator((_data: unknown, context: ExecutionContext): Readable => {
  return context.switchToHttp().getRequest<FastifyRequest>().body as Readable;
});
