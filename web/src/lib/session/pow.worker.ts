import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey as derivePbkdf2 } from 'altcha-lib/algorithms/web/pbkdf2';
import { deriveKey as deriveSha } from 'altcha-lib/algorithms/web/sha';

/** One share of the search: this worker tries `start`, `start + step`, `start + 2 · step`… */
export interface PowTask {
  readonly challenge: Challenge;
  readonly start: number;
  readonly step: number;
}

export const powTimeoutMs = 60_000;

self.addEventListener('message', (event: MessageEvent<PowTask>) => {
  const { challenge, start, step } = event.data;
  const deriveKey = challenge.parameters.algorithm.startsWith('PBKDF2/') ? derivePbkdf2 : deriveSha;
  void solveChallenge({
    challenge,
    deriveKey,
    counterStart: start,
    counterStep: step,
    timeout: powTimeoutMs,
  }).then((solution) => self.postMessage(solution));
});
