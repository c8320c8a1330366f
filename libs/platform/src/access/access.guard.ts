import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Role } from '#contracts';
import { forbidden, ProblemError } from '../problems/problem.error.js';
import { PUBLIC, rememberActor, ROLES } from './actor.js';
import { ApiKeys } from './api-keys.js';

const BEARER = /^Bearer +([\x21-\x7e]{1,200})$/i;

/** Lets a request through when its key is good and its role may call the route. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets) === true;
    if (isPublic) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined) throw unauthenticated('This needs an API key: Authorization: Bearer <key>.');
    const actor = await this.keys.actorFor(key);
    if (!actor) throw unauthenticated('The API key is unknown, expired or revoked.');
    const roles = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, targets);
    if (roles && !roles.includes(actor.role)) throw forbidden('FORBIDDEN', 'This key may not do this.');
    rememberActor(request, actor);
    return true;
  }
}

const unauthenticated = (detail: string): ProblemError => new ProblemError(401, 'UNAUTHENTICATED', detail);
