import { Transform, type Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problem.error.js';
import { BODY_LIMIT_BYTES, rememberRawBody, type BodyRules, type KervanRouteConfig } from './body-decorators.js';
import { parseJson } from './json-guard.js';

/**
 * How much of an oversized body is read and thrown away before the answer. A client that still writes when
 * the connection closes sees a reset instead of the 413.
 */
const DISCARD_MAX_BYTES = 16 * 1024 * 1024;

const JSON_TYPE = 'application/json';

/** Makes a server read bodies by Kervan's rules, instead of by Fastify's. */
export function registerBodyReader(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (request: FastifyRequest, payload: Readable) => readBody(request, payload));
}

async function readBody(request: FastifyRequest, payload: Readable): Promise<unknown> {
  const rules = (request.routeOptions.config as KervanRouteConfig).kervanBody ?? {};
  const type = mediaType(request);
  const limitBytes = rules.limitBytes ?? BODY_LIMIT_BYTES;
  assertAnnouncedSize(request, limitBytes);
  if (rules.stream?.includes(type)) return limited(payload, limitBytes);
  const staysUnread = rules.buffer?.includes(type) === true;
  const isKnown = staysUnread || type === JSON_TYPE;
  const bytes = await readAll(payload, isKnown ? limitBytes : 0, () =>
    isKnown ? tooLarge(limitBytes) : unsupported(type, rules),
  );
  rememberRawBody(request, bytes);
  if (bytes.length === 0) return undefined;
  return staysUnread ? bytes : parseJson(bytes);
}

/** The type without parameters. A charset other than UTF-8 or a compressed body is a type we do not know. */
function mediaType(request: FastifyRequest): string {
  const [type, ...parameters] = parts(request.headers['content-type'] ?? '');
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (type.trim() === JSON_TYPE && !isUtf8) return `${JSON_TYPE}; ${charset}`;
  return encoding === 'identity' ? type.trim() : `${type.trim()} (${encoding})`;
}

/** Media type and parameters; the type is empty when there is none. */
function parts(header: string): [string, ...string[]] {
  const [type, ...parameters] = header.toLowerCase().split(';');
  return [type ?? '', ...parameters];
}

/**
 * Refuses a body that says itself that it is far too large; the rest of the judgement is left to reading it.
 * @throws ProblemError 413 `BODY_TOO_LARGE`
 */
export function assertAnnouncedSize(request: FastifyRequest, limitBytes: number): void {
  const announced = Number(request.headers['content-length'] ?? 0);
  // What can be read and thrown away is, so that the client hears the answer; more is refused at once.
  if (announced > limitBytes + DISCARD_MAX_BYTES) throw tooLarge(limitBytes);
}

/** Reads to the end; beyond the limit it only counts, and then fails. The fault is made only then: its stack is dear. */
async function readAll(payload: Readable, limitBytes: number, fault: () => ProblemError): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limitBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > limitBytes + DISCARD_MAX_BYTES) break;
  }
  if (size > limitBytes) throw fault();
  return Buffer.concat(chunks);
}

function limited(payload: Readable, limitBytes: number): Readable {
  let size = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limitBytes) done(tooLarge(limitBytes));
      else done(null, chunk);
    },
  });
  payload.once('error', (error) => counter.destroy(error));
  return payload.pipe(counter);
}

const tooLarge = (limitBytes: number): ProblemError =>
  new ProblemError(413, 'BODY_TOO_LARGE', `The body is larger than ${limitBytes} bytes.`);

function unsupported(type: string, rules: BodyRules): ProblemError {
  const known = [...new Set([JSON_TYPE, ...(rules.stream ?? []), ...(rules.buffer ?? [])])];
  const said = type === '' ? 'The body has no content type.' : 'This content type is not accepted here.';
  return new ProblemError(415, 'UNSUPPORTED_CONTENT_TYPE', `${said} Accepted: ${known.join(', ')}.`);
}
