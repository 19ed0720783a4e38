import type * as parts from './parts.ts';

/** What shows of reporting, in one part that is loaded when it may be needed. */
type Parts = typeof parts;

let loading: Promise<Parts> | undefined;

/** Loads it once. After a failure, the next call tries again. */
export function loadReportParts(): Promise<Parts> {
  loading ??= import('./parts.ts').catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}
