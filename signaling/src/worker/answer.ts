import { parentPort } from 'node:worker_threads';
import type { Call, Reply } from './calls.ts';

/** Answers the calls of `startWorker` one after the other, in their order. What `work` throws rejects the call. */
export function answerCalls<Request, Answer>(work: (request: Request) => Promise<Answer>): void {
  const port = parentPort;
  if (port === null) throw new Error('this module runs in a thread only');
  let last = Promise.resolve();
  port.on('message', ({ id, request }: Call<Request>) => {
    last = last.then(async () => {
      port.postMessage(await replyTo(id, request, work));
    });
  });
}

async function replyTo<Request, Answer>(
  id: number,
  request: Request,
  work: (request: Request) => Promise<Answer>,
): Promise<Reply<Answer>> {
  try {
    return { id, answer: await work(request) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
