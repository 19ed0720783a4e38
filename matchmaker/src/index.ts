export * from './clock.ts';
export { defaultMatchingConfig, type MatchingConfig, type ScoreWeights } from './engine/config.ts';
export * from './memory-queue.ts';
export * from './queue.ts';
