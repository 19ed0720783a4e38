import { Worker } from 'node:worker_threads';

/** What a call to a thread carries, and what comes back. */
export interface Call<Request> {
  readonly id: number;
  readonly request: Request;
}
export type Reply<Answer> = { readonly id: number } & (
  { readonly answer: Answer } | { readonly error: string }
);

/** A thread that answers calls in their order. */
export interface WorkerCalls<Request, Answer> {
  /** Rejects where the work threw, and where the thread has ended. `transfer`: buffers that go over without a copy. */
  call(request: Request, transfer?: readonly ArrayBuffer[]): Promise<Answer>;
  close(): Promise<void>;
}

interface Waiting<Answer> {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * Starts a thread that runs a module made with `answerCalls`. It keeps no process alive.
 * @param name for messages.
 */
export function startWorker<Request, Answer>(
  name: string,
  module: URL,
  workerData?: unknown,
): WorkerCalls<Request, Answer> {
  const worker = new Worker(module, { workerData });
  worker.unref();
  const waiting = new Map<number, Waiting<Answer>>();
  let ended: Error | undefined;
  let next = 0;

  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('error', (error: unknown) => end(new Error(`${name} failed`, { cause: error })));
  worker.on('exit', (code) => end(new Error(`${name} ended with ${code}`)));
  worker.on('message', (reply: Reply<Answer>) => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
    if ('error' in reply) caller?.reject(new Error(`${name}: ${reply.error}`));
    else caller?.resolve(reply.answer);
  });

  return {
    call: (request, transfer = []) => {
      if (ended !== undefined) return Promise.reject(ended);
      const id = next++;
      const call: Call<Request> = { id, request };
      return new Promise<Answer>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage(call, transfer);
      });
    },
    close: async () => {
      end(new Error(`${name} is closed`));
      await worker.terminate();
    },
  };
}
