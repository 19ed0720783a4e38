import type { Answer, Job } from './jobs.ts';

/** Functions that run in the page: they know nothing but their arguments and what stands on `globalThis`. */

export type Contestant = 'ours' | 'nsfwjs';

declare global {
  var screeningWorkers: Map<string, Worker>;
}

/** Gives a worker a job, making the worker first where there is none yet; and how long it took from there, start included. */
export async function ask({
  contestant,
  job,
}: {
  contestant: Contestant;
  job: Job;
}): Promise<Answer & { tookMs: number }> {
  const startedAtMs = performance.now();
  globalThis.screeningWorkers ??= new Map();
  const worker = screeningWorkers.get(contestant) ?? new Worker(`/${contestant}.js`, { type: 'module' });
  screeningWorkers.set(contestant, worker);
  const answer = await new Promise<Answer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(job);
  });
  if (answer.error !== undefined) throw new Error(answer.error);
  return { ...answer, tookMs: performance.now() - startedAtMs };
}

/** Ends a worker, so that the next job starts a new one. */
export function dismiss(contestant: Contestant): void {
  screeningWorkers.get(contestant)?.terminate();
  screeningWorkers.delete(contestant);
}
