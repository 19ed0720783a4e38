/** Runs a job when the page has nothing better to do. Safari has no `requestIdleCallback`; a moment later is nearly as good. */
export function whenIdle(job: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(job, { timeout: 2_000 });
  else setTimeout(job, 200);
}
