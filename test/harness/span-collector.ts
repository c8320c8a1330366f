import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The parts of a span that tell whose work it was and what it belongs to. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly service: string;
}

interface ExportRequest {
  readonly resourceSpans: {
    readonly resource: {
      readonly attributes: { readonly key: string; readonly value: { readonly stringValue?: string } }[];
    };
    readonly scopeSpans: {
      readonly spans: { traceId: string; spanId: string; parentSpanId?: string; name: string }[];
    }[];
  }[];
}

/**
 * Takes spans over HTTP as JSON, as OpenTelemetry's protocol (OTLP 1, `/v1/traces`) sends them; what is posted to
 * any other path is remembered as a call of a partner, who sees of a trace only its header.
 */
export class SpanCollector {
  readonly spans: CollectedSpan[] = [];
  readonly calls: { readonly path: string; readonly traceparent: string | undefined }[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<SpanCollector> {
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        const { url = '', headers } = request;
        if (url === '/v1/traces') collector.take(JSON.parse(body) as ExportRequest);
        else collector.calls.push({ path: url, traceparent: headers['traceparent']?.toString() });
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    const collector = new SpanCollector(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Environment of a process that sends its spans here, soon after they ended. */
  get env(): Record<string, string> {
    return {
      OTEL_EXPORTER_OTLP_ENDPOINT: this.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    };
  }

  ofTrace(traceId: string): CollectedSpan[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private take({ resourceSpans }: ExportRequest): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      for (const { spans } of scopeSpans) {
        for (const { traceId, spanId, parentSpanId, name } of spans) {
          this.spans.push({ traceId, spanId, parentSpanId, name, service });
        }
      }
    }
  }
}
