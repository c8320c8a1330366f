import { Counter, Histogram } from 'prom-client';
import type { MetricsRegistry } from './metrics-registry.js';

/** From a cached read to a feed upload, in seconds. */
const DURATION_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

/** What the platform counts for every service. */
export class ServiceMetrics {
  readonly httpDuration: Histogram<'method' | 'route' | 'status'>;
  readonly workerFailures: Counter<'worker'>;

  constructor(registry: MetricsRegistry, service: string) {
    registry.setDefaultLabels({ service });
    this.httpDuration = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from request to answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: DURATION_BUCKETS,
      registers: [registry],
    });
    this.workerFailures = new Counter({
      name: 'kervan_worker_failures_total',
      help: 'Rounds of background work that failed.',
      labelNames: ['worker'],
      registers: [registry],
    });
  }
}
