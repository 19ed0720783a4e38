/** For the tests and benches of this package and of those that stand on it. */
export * from './testing/arbitrary-tickets.ts';
export * from './testing/inbox.ts';
export * from './testing/manual-clock.ts';
export * from './testing/may-meet.ts';
export * from './testing/population.ts';
export * from './testing/redis-server.ts';
export * from './testing/seeded-random.ts';
export * from './testing/tickets.ts';
export { engineTicket, type EngineTicket } from './engine/engine-ticket.ts';
export { MatchingEngine, type Pair } from './engine/engine.ts';
export * from './testing/pair-worth.ts';
export { encodeBody, encodeMeta, encodeSide } from './redis/codec.ts';
export { poolKeys, workerGroup } from './redis/keys.ts';
export { claimScript } from './redis/worker-scripts.ts';
