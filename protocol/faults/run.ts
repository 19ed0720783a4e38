import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { add, type Tally } from './tally.ts';

export interface TranscriptRun {
  readonly seed: number;
  /** Tampered reports. */
  readonly tampered: number;
  /** Honest ones. */
  readonly honest: number;
}

/** What one thread is to do: every so-manieth block of trials. */
export interface Share extends TranscriptRun {
  readonly first: number;
  readonly step: number;
}

/** What a thread tells now and then. */
export interface Progress {
  readonly tampered: Tally;
  readonly honest: Tally;
  /** The first lies, each with its trial, so that it can be run again. */
  readonly lies: readonly string[];
}

export interface TranscriptReport extends Progress {
  readonly seconds: number;
}

/** Runs the trials on all cores. Each trial hangs on its number and the seed alone, not on who runs it. */
export async function runTranscript(
  run: TranscriptRun,
  progress: (done: number) => void,
): Promise<TranscriptReport> {
  const startedAtMs = performance.now();
  const step = availableParallelism();
  const report = { tampered: {}, honest: {}, lies: [] as string[] };
  let done = 0;
  await Promise.all(
    Array.from({ length: step }, async (_, first) => {
      const share: Share = { ...run, first, step };
      await inThread(share, (part, trials) => {
        add(report.tampered, part.tampered);
        add(report.honest, part.honest);
        report.lies.push(...part.lies);
        done += trials;
        progress(done);
      });
    }),
  );
  return { ...report, seconds: Math.round((performance.now() - startedAtMs) / 1_000) };
}

function inThread(share: Share, tell: (part: Progress, trials: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
    worker.on('message', ({ part, trials }: { part: Progress; trials: number }) => tell(part, trials));
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
  });
}
