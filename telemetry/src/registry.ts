import { collectDefaultMetrics, Registry } from 'prom-client';

export interface RegistryOptions {
  /** Adds what every Node process has to tell: event-loop lag, memory, CPU, garbage collection. Costs a timer. */
  readonly process: boolean;
}

/**
 * Figures of one process. Not the library's global registry: two servers in one process, as tests have them, would
 * count together.
 */
export function createRegistry({ process }: RegistryOptions): Registry {
  const registry = new Registry();
  if (process) collectDefaultMetrics({ register: registry });
  return registry;
}
