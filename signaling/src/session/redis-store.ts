import type { SessionId } from '@sotto/protocol';
import type { Redis } from 'ioredis';
import * as z from 'zod/mini';
import * as scripts from './redis-scripts.ts';
import type { Rotation, SessionStore } from './store.ts';

/** Sessions touched or swept by one script call: Redis serves nobody else meanwhile. */
const batchSize = 500;

const foundSchema = z.nullable(z.tuple([z.string(), z.string(), z.string(), z.string()]));
const rotationSchema = z.union([
  z.tuple([z.enum(['unknown', 'reused'])]),
  z.tuple([z.literal('rotated'), z.string(), z.string()]),
]);
const goneSchema = z.array(z.string());

export interface RedisSessionStoreOptions {
  readonly redis: Redis;
  readonly idleMs: number;
  /** Sets stores on the same server apart; for tests. */
  readonly namespace?: string;
}

/**
 * Keeps sessions in Redis, shared by all nodes. Ends are published; a node that missed one learns it at the
 * next sweep, from the sessions that it touched. Resolves once it hears what others publish.
 */
export async function createRedisSessionStore(options: RedisSessionStoreOptions): Promise<SessionStore> {
  const { redis, idleMs } = options;
  const tag = `{sotto:sessions${options.namespace ?? ''}}`;
  const channel = `${tag}:ended`;
  const keys = [`${tag}:idle`, `${tag}:session:`, `${tag}:identity:`, channel];
  const listeners: ((session: SessionId) => void)[] = [];
  let touched = new Map<SessionId, number>();

  const tell = (session: SessionId): void => {
    for (const listener of listeners) listener(session);
  };

  const subscriber = redis.duplicate();
  subscriber.on('message', (_channel: string, session: string) => tell(session));
  // Its errors are those of `redis`, which reports them.
  subscriber.on('error', () => undefined);
  await subscriber.subscribe(channel);

  // All of a batch get its latest time: a minute more or less does not matter to an idle time of hours.
  const writeTouches = async (): Promise<void> => {
    const batch = touched;
    touched = new Map();
    const sessions = [...batch.keys()];
    for (let from = 0; from < sessions.length; from += batchSize) {
      const part = sessions.slice(from, from + batchSize);
      const latestMs = Math.max(...part.map((session) => batch.get(session) ?? 0));
      const gone = await scripts.touchScript(redis, keys, [latestMs, latestMs - idleMs, ...part]);
      goneSchema.parse(gone).forEach(tell);
    }
  };

  return {
    create: async ({ session, handle, nickname, refreshHash, lastUsedAtMs }) => {
      await scripts.createScript(redis, keys, [session, handle, nickname, refreshHash, lastUsedAtMs]);
    },
    find: async (session, nowMs) => {
      const found = foundSchema.parse(await scripts.findScript(redis, keys, [session, nowMs - idleMs]));
      if (found === null) return undefined;
      const [handle, nickname, refreshHash, used] = found;
      return { session, handle, nickname, refreshHash, lastUsedAtMs: Number(used) };
    },
    rotate: async (session, presentedHash, nextHash, nowMs): Promise<Rotation> => {
      const args = [session, presentedHash, nextHash, nowMs, nowMs - idleMs];
      const answer = rotationSchema.parse(await scripts.rotateScript(redis, keys, args));
      if (answer[0] !== 'rotated') return { outcome: answer[0] };
      const [outcome, handle, nickname] = answer;
      return {
        outcome,
        record: { session, handle, nickname, refreshHash: nextHash, lastUsedAtMs: nowMs },
      };
    },
    touch: (session, nowMs) => void touched.set(session, nowMs),
    remove: async (session) => void (await scripts.removeScript(redis, keys, [session])),
    removeIdentity: async (handle) => void (await scripts.removeIdentityScript(redis, keys, [handle])),
    sweep: async (nowMs) => {
      await writeTouches();
      let ended: unknown = batchSize;
      while (ended === batchSize) ended = await scripts.sweepScript(redis, keys, [nowMs - idleMs, batchSize]);
    },
    onEnded: (listener) => void listeners.push(listener),
    close: async () => {
      await writeTouches();
      subscriber.disconnect();
    },
  };
}
