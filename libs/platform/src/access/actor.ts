import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Role } from '#contracts';
import type { FastifyRequest } from 'fastify';
import { badRequest, forbidden, ProblemError } from '../problems/problem.error.js';

/** Who makes the request: the holder of an API key. */
export interface Actor {
  readonly keyId: string;
  readonly role: Role;
  /** Null for an operator. */
  readonly merchantId: string | null;
  /** Null unless the role is supplier. */
  readonly supplierId: string | null;
}

/** Metadata key: the roles that may call a route. */
export const ROLES = 'kervan:roles';
/** Metadata key: a route that needs no API key. */
export const PUBLIC = 'kervan:public';

/** What the OpenAPI generator reads; named here so that it need not be loaded. */
const OPENAPI_SECURITY = 'swagger/apiSecurity';
const NO_SECURITY = [{}];

/** Only these roles may call the route (or every route of the class). Without it any valid key may. */
export const Roles = (...roles: Role[]): MethodDecorator & ClassDecorator => SetMetadata(ROLES, roles);

/** The route needs no API key: it is for everybody, or checks a signature of its own. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(PUBLIC, true), SetMetadata(OPENAPI_SECURITY, NO_SECURITY));

const actors = new WeakMap<object, Actor>();

/** Remembers who makes a request; the guard calls it. */
export function rememberActor(request: FastifyRequest, actor: Actor): void {
  actors.set(request.raw, actor);
}

/** Who makes a request, or undefined on a public route. */
export function actorOf(request: FastifyRequest): Actor | undefined {
  return actors.get(request.raw);
}

/** Parameter decorator: the {@link Actor} of the request. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const actor = actorOf(context.switchToHttp().getRequest<FastifyRequest>());
  if (!actor) throw new ProblemError(401, 'UNAUTHENTICATED', 'This needs an API key in the Authorization header.');
  return actor;
});

/**
 * The merchant that a list is limited to: a merchant's or supplier's own; null for an operator who names none and
 * sees all.
 * @throws ProblemError 403 `FORBIDDEN` when another key names a merchant that is not its own.
 */
export function merchantScope(actor: Actor, requested?: string): string | null {
  return actor.role === 'operator' && requested === undefined ? null : merchantOf(actor, requested);
}

/**
 * The merchant that a request is about: a merchant's or supplier's own, an operator's by name.
 * @throws ProblemError 400 `MERCHANT_REQUIRED` when an operator names none, 403 `FORBIDDEN` when another
 *   key names a merchant that is not its own.
 */
export function merchantOf(actor: Actor, requested?: string): string {
  if (actor.merchantId !== null) {
    if (requested !== undefined && requested !== actor.merchantId)
      throw forbidden('FORBIDDEN', 'This key belongs to another merchant.');
    return actor.merchantId;
  }
  if (requested === undefined || requested === '')
    throw badRequest('MERCHANT_REQUIRED', 'Name the merchant with ?merchantId=.');
  return requested;
}
