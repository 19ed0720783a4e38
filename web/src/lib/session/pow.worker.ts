import type { Challenge } from '@sotto/protocol';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/** One share of the search: this worker tries `start`, `start + step`, `start + 2 · step`… */
export interface PowTask {
  readonly challenge: Challenge;
  readonly start: number;
  readonly step: number;
}

/** A server that asks for more than this asks too much; the answer is then `null`. */
const timeout = 60_000;

self.addEventListener('message', (event: MessageEvent<PowTask>) => {
  const { challenge, start, step } = event.data;
  void solveChallenge({ challenge, deriveKey, counterStart: start, counterStep: step, timeout }).then(
    (solution) => self.postMessage(solution),
  );
});
