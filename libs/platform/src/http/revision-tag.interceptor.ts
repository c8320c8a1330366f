import { UseInterceptors, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';

/** Names the revision of what is answered in its `ETag`. */
class RevisionTagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer: unknown) => {
        const revision = revisionOf(answer);
        if (revision !== null) void reply.header('etag', `"${String(revision)}"`);
      }),
    );
  }
}

const revisionOf = (answer: unknown): number | null =>
  typeof answer === 'object' && answer !== null && 'revision' in answer && typeof answer.revision === 'number'
    ? answer.revision
    : null;

/** Decorator of a controller or route: what it answers with a `revision` carries it as `ETag`, for `If-Match`. */
export const Tagged = (): ClassDecorator & MethodDecorator => UseInterceptors(new RevisionTagInterceptor());
