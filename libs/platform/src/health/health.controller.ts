import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/actor.js';
import { HealthChecks, type Health } from './health-checks.js';

/** What a supervisor asks. Live: restart me when this fails. Ready: send me work. */
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  /** Says only that the process answers: a dead database must not get the service restarted. */
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const health = await this.checks.run();
    void reply.status(health.status === 'ok' ? 200 : 503);
    return health;
  }
}
