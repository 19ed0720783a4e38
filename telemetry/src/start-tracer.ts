import { noTracer, type Tracer } from './tracer.ts';

/** @param endpoint base URL of an OTLP collector; without one nothing is timed, and OpenTelemetry is not even loaded */
export async function startTracer(service: string, endpoint: string | undefined): Promise<Tracer> {
  if (endpoint === undefined) return noTracer;
  const { createOtlpTracer } = await import('./otlp-tracer.ts');
  return createOtlpTracer(service, endpoint);
}
