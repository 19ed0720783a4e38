import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Tracer } from './tracer.ts';

/** A collector that is away keeps no process from ending. */
const exportTimeoutMs = 5_000;

/**
 * Sends spans to a collector by OTLP over HTTP, in batches. A trace begins here: what a client says of one is not taken over. Names
 * of machines and processes are left out, and so is the text of errors, which can hold what people wrote.
 * @param service named in each trace
 * @param endpoint base URL of the collector, such as `http://127.0.0.1:4318`
 * @see https://opentelemetry.io/docs/specs/otlp/
 */
export function createOtlpTracer(service: string, endpoint: string): Tracer {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: exportTimeoutMs });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter, { exportTimeoutMillis: exportTimeoutMs })],
  });
  const contexts = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(contexts);
  const tracer = provider.getTracer('sotto');
  return {
    span: async (name, work) => {
      const span = tracer.startSpan(name, {}, context.active());
      try {
        return await context.with(trace.setSpan(context.active(), span), () =>
          work((notes) => span.setAttributes({ ...notes })),
        );
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    close: async () => {
      // A collector that is away is no fault of the server's.
      await provider.shutdown().catch(() => {});
      context.disable();
    },
  };
}
