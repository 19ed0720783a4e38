export { Counter, Gauge, Histogram, Registry } from 'prom-client';
export { startOperationsServer, type Operations, type OperationsServer } from './operations-server.ts';
export { createRegistry, type RegistryOptions } from './registry.ts';
export { startTracer } from './start-tracer.ts';
export { noTracer, type SpanName, type SpanNotes, type Tracer } from './tracer.ts';
