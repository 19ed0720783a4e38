import type { Solution } from 'altcha-lib/types';
import type { Challenge } from '@sotto/protocol';
import type { PowTask } from './pow.worker.ts';

/** Finds the proof for a challenge: base64 of JSON, as ALTCHA's own widget sends it. `undefined` when it took too long. */
export type ProveWork = (challenge: Challenge) => Promise<string | undefined>;

/** More gain little on a phone and would leave the page no core to answer with. */
const maxWorkers = 4;

/** Splits the search over module workers, which the page's CSP admits by `worker-src 'self'`. */
export const proveWorkInWorkers: ProveWork = async (challenge) => {
  const count = Math.max(1, Math.min(maxWorkers, navigator.hardwareConcurrency));
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL('./pow.worker.ts', import.meta.url), { type: 'module' }),
  );
  try {
    const solution = await Promise.race(
      workers.map((worker, start) => solveIn(worker, { challenge, start, step: count })),
    );
    return solution === null ? undefined : encodeProof(challenge, solution);
  } finally {
    for (const worker of workers) worker.terminate();
  }
};

/** The proof's text. ASCII by nature, so `btoa` is safe. */
export function encodeProof(challenge: Challenge, solution: Solution): string {
  return btoa(JSON.stringify({ challenge, solution }));
}

function solveIn(worker: Worker, task: PowTask): Promise<Solution | null> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<Solution | null>) => resolve(event.data));
    worker.addEventListener('error', () => reject(new Error('the proof-of-work worker failed to load')));
    worker.postMessage(task);
  });
}
