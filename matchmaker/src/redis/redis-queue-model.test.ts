import { randomUUID } from 'node:crypto';
import { describeQueueModel, takesEverybodyAtOnce } from '../queue-model.contract.ts';
import { Inbox, sketchTicket, startRedis } from '../testing.ts';
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
    // What waits when a worker takes a pool over is paired in turns of its own; the model wants the order of matches.
    const pair = ['first', 'second'].map((name) =>
      sketchTicket(`warm-up ${name}`, { enteredAtMs: Date.now() }),
    );
    for (const ticket of pair) await queue.submit(ticket);
    for (const ticket of pair) await inbox.first(ticket.id);
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
