import type { FastifyReply } from 'fastify';
import type { WireReply } from './domain/carrier-lies.js';

/** How long a server that hangs says nothing. Longer than anybody should wait. */
const STALL_MS = 20_000;

/** Writes an answer past the framework, which would neither stop in the middle nor hang. */
export function sendReply(reply: FastifyReply, { status, headers, bytes, ends }: WireReply): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(status, { ...headers, 'content-length': bytes.length });
  if (ends === 'whole') raw.end(bytes);
  else if (ends === 'broken') raw.write(bytes.subarray(0, bytes.length / 2), () => raw.destroy());
  else {
    raw.flushHeaders();
    const timer = setTimeout(() => raw.destroy(), STALL_MS).unref();
    raw.once('close', () => clearTimeout(timer));
  }
}
