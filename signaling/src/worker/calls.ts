import { Worker } from 'node:worker_threads';

/** What a call to a thread carries, and what comes back. */
export interface Call<Request> {
  readonly id: number;
  readonly request: Request;
}
export type Reply<Answer> = { readonly id: number } & (
  { readonly answer: Answer } | { readonly error: string }
);

/** The thread ended before it answered. Another is begun with the next call. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** A thread that answers calls in their order. */
export interface WorkerCalls<Request, Answer> {
  /**
   * Rejects where the work threw, and with {@link ThreadEnded} where the thread has died meanwhile. `transfer`: buffers that go over without
   * a copy.
   */
  call(request: Request, transfer?: readonly ArrayBuffer[]): Promise<Answer>;
  close(): Promise<void>;
}

interface Waiting<Answer> {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * Runs a module made with `answerCalls` in a thread, from the first call on. It keeps no process alive, and one that dies (out of memory, say)
 * is replaced.
 * @param name for messages.
 */
export function startWorker<Request, Answer>(
  name: string,
  module: URL,
  workerData?: unknown,
): WorkerCalls<Request, Answer> {
  const waiting = new Map<number, Waiting<Answer>>();
  let worker: Worker | undefined;
  let closed = false;
  let next = 0;

  const failAll = (error: Error): void => {
    const failed = [...waiting.values()];
    waiting.clear();
    for (const { reject } of failed) reject(error);
  };
  const begin = (): Worker => {
    const begun = new Worker(module, { workerData });
    const end = (error: Error): void => {
      if (worker !== begun) return;
      worker = undefined;
      failAll(error);
    };
    begun.on('error', (error: unknown) => end(new ThreadEnded(`${name} failed`, { cause: error })));
    begun.on('exit', (code) => end(new ThreadEnded(`${name} ended with ${code}`)));
    begun.on('message', (reply: Reply<Answer>) => {
      const caller = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (waiting.size === 0) begun.unref();
      if ('error' in reply) caller?.reject(new Error(`${name}: ${reply.error}`));
      else caller?.resolve(reply.answer);
    });
    return begun;
  };

  return {
    call: (request, transfer = []) => {
      if (closed) return Promise.reject(new ThreadEnded(`${name} is closed`));
      const asked = (worker ??= begin());
      const id = next++;
      const call: Call<Request> = { id, request };
      return new Promise<Answer>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        asked.ref();
        asked.postMessage(call, transfer);
      });
    },
    close: async () => {
      closed = true;
      failAll(new ThreadEnded(`${name} is closed`));
      await worker?.terminate();
    },
  };
}
