import { Body, Controller, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemError, Public, TokenFailures } from '#platform';
import { NotificationConfig } from '../config.js';
import { EndPushSubscriptionDto, PushSubscriptionDto } from './dto/push-subscription.dto.js';
import { PushSubscriptionsService } from './push-subscriptions.service.js';

const NOT_FOUND = 404;

/** Browsers of a customer, below the page of the order: its token is the key. */
@Controller('track/:token/push')
@Public()
export class PushSubscriptionsController {
  private readonly failures: TokenFailures;

  constructor(
    private readonly subscriptions: PushSubscriptionsService,
    config: NotificationConfig,
  ) {
    this.failures = new TokenFailures(config.TOKEN_FAILURES_PER_MINUTE);
  }

  /** What a browser subscribes with; null: there is nothing to subscribe to. */
  @Get()
  @Header('cache-control', 'no-store')
  async offer(@Param('token') token: string, @Req() request: FastifyRequest): Promise<{ publicKey: string | null }> {
    return { publicKey: await this.admitted(request, () => this.subscriptions.offer(token)) };
  }

  @Post()
  @HttpCode(204)
  async subscribe(
    @Param('token') token: string,
    @Body() body: PushSubscriptionDto,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.admitted(request, () => this.subscriptions.subscribe(token, body));
  }

  @Post('end')
  @HttpCode(204)
  async end(
    @Param('token') token: string,
    @Body() { endpoint }: EndPushSubscriptionDto,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.admitted(request, () => this.subscriptions.end(token, endpoint));
  }

  /** Counts tokens that are nobody's. @throws 429 after too many of them from one address. */
  private async admitted<R>(request: FastifyRequest, visit: () => Promise<R>): Promise<R> {
    this.failures.assertMayTry(request);
    try {
      return await visit();
    } catch (error) {
      if (error instanceof ProblemError && error.status === NOT_FOUND) this.failures.note(request);
      throw error;
    }
  }
}
