import { createParamDecorator, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PageVisits } from './page-visits.service.js';
import type { Visit } from './visit.js';

type PageRequest = FastifyRequest<{ Params: { token: string } }>;

/** Opens the order that the token in the path stands for. @throws ProblemError 404 or 429 as {@link PageVisits.open}. */
@Injectable()
class VisitPipe implements PipeTransform<PageRequest, Promise<Visit>> {
  constructor(private readonly visits: PageVisits) {}

  transform(request: PageRequest): Promise<Visit> {
    return this.visits.open(request.params.token, request);
  }
}

const pageRequest = createParamDecorator((_: unknown, context: ExecutionContext) =>
  context.switchToHttp().getRequest<PageRequest>(),
);

/** Parameter of a page: whose order it is about, in which language. */
export const Visited = (): ParameterDecorator => pageRequest(VisitPipe);
