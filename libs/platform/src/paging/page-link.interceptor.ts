import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';

/** Adds the RFC 8288 `Link` to the next page to every answer that is a page. */
@Injectable()
export class PageLinkInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    return next.handle().pipe(
      tap((answer: unknown) => {
        const cursor = nextOf(answer);
        if (cursor !== null) addLink(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), cursor);
      }),
    );
  }
}

function nextOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('items' in answer) || !('next' in answer)) return null;
  return Array.isArray(answer.items) && typeof answer.next === 'string' ? answer.next : null;
}

function addLink(request: FastifyRequest, reply: FastifyReply, cursor: string): void {
  // A reference without host: the same behind every address in front.
  const url = new URL(request.url, 'http://relative');
  url.searchParams.set('after', cursor);
  void reply.header('link', `<${url.pathname}${url.search}>; rel="next"`);
}
