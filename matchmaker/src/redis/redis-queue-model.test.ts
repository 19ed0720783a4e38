import { randomUUID } from 'node:crypto';
import { describeQueueModel, takesEverybodyAtOnce } from '../queue-model.contract.ts';
import { Inbox, startRedis } from '../testing.ts';
import { createRedisTicketQueue } from './redis-queue.ts';
import { createMatchmakerWorker } from './worker.ts';

describeQueueModel(
  'the Redis queue',
  async () => {
    const server = await startRedis();
    const worker = createMatchmakerWorker({ redis: server.connect(), config: takesEverybodyAtOnce });
    const queue = createRedisTicketQueue({ redis: server.connect(), nodeId: randomUUID() });
    const inbox = new Inbox();
    queue.onDelivery(inbox.listener);
    return {
      queue,
      inbox,
      nowMs: () => Date.now(),
      close: async () => {
        await queue.close();
        await worker.stop();
        await server.stop();
      },
    };
  },
  40,
);
