import { Registry } from 'prom-client';

/** The Prometheus metrics of one service. Injectable; make your own metrics with `registers: [registry]`. */
export class MetricsRegistry extends Registry {}
