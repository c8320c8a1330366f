import { isIP } from 'node:net';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Agent, errors, request as send, type Dispatcher } from 'undici';
import { isError } from '../problems/is-error.js';
import { currentTraceparent } from '../tracing/current-trace.js';
import { guardedLookup, isAllowedHost, isPublicAddress, parseAllowedHosts } from './address-guard.js';
import { OutboundError } from './outbound.error.js';

/** A call to somebody else's server. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** For the whole call, from name look-up to the last byte. Default 10,000. */
  readonly timeoutMs?: number;
  /** Ends the call early, for instance when a worker stops. Counts as `timeout`. */
  readonly signal?: AbortSignal;
}

/** What the other server said; redirects are answers like any other. */
export interface OutboundResponse {
  readonly status: number;
  /** Names in lower case; several values joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** As UTF-8. */
  readonly body: string;
  /** As it came, for partners who write in other code pages. */
  readonly bytes: Buffer;
}

/** A partner that needs longer is treated as down. */
const TIMEOUT_MS = 10_000;
/** Answers of partners are small; a larger one is a mistake or an attack. */
const ANSWER_MAX_BYTES = 1024 * 1024;
/** To one partner at a time. */
const CONNECTIONS_PER_HOST = 16;

/**
 * HTTP to addresses that merchants and suppliers gave. Refuses what is not on the public internet (unless
 * OUTBOUND_ALLOWED_HOSTS names it), connects to the address that was checked, follows no redirect, reads at
 * most 1 MiB. Passes the trace on.
 */
export class OutboundHttp implements OnApplicationShutdown {
  private readonly allowedHosts: ReadonlySet<string>;
  private readonly guarded = new Agent({ connections: CONNECTIONS_PER_HOST, connect: { lookup: guardedLookup } });
  private readonly allowed = new Agent({ connections: CONNECTIONS_PER_HOST });

  /** @param allowedHosts comma list of `host` or `host:port` */
  constructor(allowedHosts = '') {
    this.allowedHosts = parseAllowedHosts(allowedHosts);
  }

  /** @throws OutboundError when there is no answer; an answer with an error status is an answer. */
  async request(request: OutboundRequest): Promise<OutboundResponse> {
    const url = parseUrl(request.url);
    const dispatcher = this.dispatcherFor(url);
    const deadline = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS);
    const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
    const traceparent = currentTraceparent();
    try {
      const answer = await send(url, {
        method: request.method,
        headers: { ...(traceparent === undefined ? {} : { traceparent }), ...request.headers },
        body: request.body ?? null,
        dispatcher,
        signal,
      });
      const bytes = await readAnswer(answer.body);
      return { status: answer.statusCode, headers: flatten(answer.headers), body: bytes.toString('utf8'), bytes };
    } catch (error) {
      throw toOutboundError(error, url, signal);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.guarded.close(), this.allowed.close()]);
  }

  private dispatcherFor(url: URL): Dispatcher {
    if (isAllowedHost(this.allowedHosts, url)) return this.allowed;
    // Sockets look up names only: an address in the URL must be checked here.
    const address = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(address) !== 0 && !isPublicAddress(address))
      throw new OutboundError('refused_address', `${url.hostname} is not a public address`);
    return this.guarded;
  }
}

function parseUrl(text: string): URL {
  const refuse = (why: string): OutboundError => new OutboundError('refused_address', why);
  if (!URL.canParse(text)) throw refuse('not an address');
  const url = new URL(text);
  if (!['http:', 'https:'].includes(url.protocol)) throw refuse('not an http(s) address');
  if (url.username !== '' || url.password !== '') throw refuse('credentials in the address');
  return url;
}

async function readAnswer(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > ANSWER_MAX_BYTES)
      throw new OutboundError('too_large', `the answer is larger than ${ANSWER_MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function toOutboundError(error: unknown, url: URL, signal: AbortSignal): OutboundError {
  if (error instanceof OutboundError) return error;
  const cause = isError(error) ? error.cause : undefined;
  if (cause instanceof OutboundError) return cause;
  const isTimeout =
    signal.aborted ||
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError;
  // The host only: paths and queries of callback addresses hold secrets.
  return new OutboundError(isTimeout ? 'timeout' : 'connect', url.host, { cause: error });
}
