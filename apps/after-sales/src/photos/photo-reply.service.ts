import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { StoredPhoto } from './photo-files.service.js';

/** Answers with a photo: for saving, never for showing. Whatever is in it, no browser runs it here. */
@Injectable()
export class PhotoReply implements NestInterceptor<StoredPhoto, Buffer> {
  intercept(context: ExecutionContext, next: CallHandler<StoredPhoto>): Observable<Buffer> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map(({ sha256, type, bytes }) => {
        void reply.headers({
          'content-type': type,
          'content-disposition': `attachment; filename="${sha256.slice(0, 12)}.${type.slice(6)}"`,
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
          'cache-control': 'private, max-age=86400, immutable',
        });
        return bytes;
      }),
    );
  }
}
