import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '../access/actor.js';
import { MetricsRegistry } from './metrics-registry.js';
import { processMetrics } from './process-metrics.js';

/** Prometheus text format. */
@Public()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly registry: MetricsRegistry) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(): Promise<string> {
    return (await this.registry.metrics()) + '\n' + (await processMetrics().metrics());
  }
}
