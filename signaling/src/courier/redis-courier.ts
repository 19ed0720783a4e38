import type { SessionId } from '@sotto/protocol';
import type { Redis } from 'ioredis';
import { errorFields, type Log } from '../log/log.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import type { Courier, CourierMessage } from './courier.ts';

const channelPrefix = 'sotto:courier:';

/**
 * One sharded pub/sub channel for each session that is here, so that in a cluster a message goes to one shard.
 * Subscriptions have a connection of their own, which comes back by itself with all of them.
 */
export function createRedisCourier(redis: Redis, log: Log): Courier {
  const subscriber = redis.duplicate();
  const warn = (error: unknown): void => log.warn('courier-failed', errorFields(error));
  subscriber.on('error', warn);
  let listener: (session: SessionId, message: CourierMessage) => void = () => {};
  subscriber.on('smessageBuffer', (channel: Buffer, bytes: Buffer) => {
    const message = decodeMessage(bytes);
    if (message === undefined) log.warn('courier-message-refused');
    else listener(channel.toString().slice(channelPrefix.length), message);
  });
  return {
    async open(session) {
      await subscriber.ssubscribe(channelPrefix + session);
    },
    shut(session) {
      subscriber.sunsubscribe(channelPrefix + session).catch(warn);
    },
    send(session, message) {
      redis.spublish(channelPrefix + session, encodeMessage(message)).catch(warn);
    },
    onMessage(heard) {
      listener = heard;
    },
    async close() {
      listener = () => {};
      await subscriber.quit();
    },
  };
}
