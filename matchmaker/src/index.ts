export * from './clock.ts';
export { defaultMatchingConfig, type MatchingConfig, type ScoreWeights } from './engine/config.ts';
export * from './memory-queue.ts';
export { addPoolMetrics } from './process/metrics.ts';
export * from './queue.ts';
export { createRedisTicketQueue, type RedisTicketQueueOptions } from './redis/redis-queue.ts';
export type { RedisConnection } from './redis/script.ts';
export {
  createMatchmakerWorker,
  type MatchmakerWorker,
  type MatchmakerWorkerOptions,
  type PoolStatus,
} from './redis/worker.ts';
