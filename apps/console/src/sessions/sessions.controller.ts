import { Body, Controller, Delete, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor, ProblemError, Public, type Actor } from '#platform';
import { ConsoleConfig } from '../config.js';
import { AttemptLimit } from './domain/attempt-limit.js';
import { isCrossSite } from './domain/same-origin.js';
import { SignInByLinkDto, SignInDto } from './dto/sign-in.dto.js';
import { clearedSessionCookie, sessionCookie, sessionKeyIn } from './session-cookie.js';
import { originOf } from './session-hook.service.js';
import { crossSiteRequest, tooManyAttempts } from './session.errors.js';
import { SessionsService, type Session, type StartedSession } from './sessions.service.js';

type SignInResponseDto = Omit<Session, 'keyId'> & { readonly waitingFor: readonly string[] };

@Controller('v1/session')
export class SessionsController {
  private readonly limit = new AttemptLimit();

  constructor(
    private readonly sessions: SessionsService,
    private readonly config: ConsoleConfig,
  ) {}

  @Post()
  @Public()
  @Header('Cache-Control', 'no-store')
  signIn(
    @Body() { key }: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInResponseDto> {
    return this.attempt(request, reply, () => this.sessions.signIn(key));
  }

  @Post('link')
  @Public()
  @Header('Cache-Control', 'no-store')
  signInByLink(
    @Body() { token }: SignInByLinkDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInResponseDto> {
    return this.attempt(request, reply, () => this.sessions.signInByLink(token));
  }

  @Get()
  @Header('Cache-Control', 'no-store')
  describe(@CurrentActor() actor: Actor): Promise<Session> {
    return this.sessions.describe(actor);
  }

  /** Public, so that a browser whose session has ended elsewhere can still get rid of its cookie. */
  @Delete()
  @Public()
  @HttpCode(204)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const key = sessionKeyIn(request.headers.cookie) ?? bearerOf(request);
    if (key !== undefined) await this.sessions.signOut(key);
    void reply.header('set-cookie', clearedSessionCookie(this.config.PUBLIC_URL));
  }

  private async attempt(
    request: FastifyRequest,
    reply: FastifyReply,
    signIn: () => Promise<StartedSession>,
  ): Promise<SignInResponseDto> {
    // Else another site could sign a visitor in as somebody else.
    if (isCrossSite(originOf(request), this.config.PUBLIC_URL)) throw crossSiteRequest();
    this.assertMayTry(request);
    const { key, session, waitingFor } = await signIn().catch((error: unknown) => {
      if (error instanceof ProblemError) this.limit.recordFailure(request.ip, Date.now());
      throw error;
    });
    void reply.header('set-cookie', sessionCookie(key, session.expiresAt, this.config.PUBLIC_URL));
    const { role, merchantId, supplierId, expiresAt } = session;
    return { role, merchantId, supplierId, expiresAt, waitingFor };
  }

  private assertMayTry(request: FastifyRequest): void {
    const waitMs = this.limit.waitMs(request.ip, Date.now());
    if (waitMs > 0) throw tooManyAttempts(Math.ceil(waitMs / 1_000));
  }
}

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
