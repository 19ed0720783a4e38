import { writeHeapSnapshot } from 'node:v8';
import { loadConfig } from '../config/config.ts';
import { createServer } from '../server.ts';
import type { ClockedAnswer, ClockedRequest } from './clocked-server.ts';

/** The process of `startClockedServer`. */

const config = loadConfig(process.env);
if (!config.ok) throw new Error(JSON.stringify(config.error));
let aheadMs = 0;
const server = await createServer(config.value, {
  clock: () => Date.now() + aheadMs,
  // What these wait for passes by the machine's own clock.
  hub: { graceMs: 100 },
  retainMs: 100,
});
const { url } = await server.start();

async function answer(request: ClockedRequest): Promise<ClockedAnswer> {
  switch (request.do) {
    case 'advance':
      aheadMs += request.ms;
      await server.maintain();
      return {};
    case 'heap':
      return { file: writeHeapSnapshot(request.file) };
  }
}

// The test is gone.
process.on('disconnect', () => process.exit());
process.on('message', (request: ClockedRequest) => {
  void answer(request).then((said) => process.send?.(said));
});
process.send?.({ url });
