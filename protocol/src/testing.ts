/** For tests, benches and fault runs of other packages. */
export * from './testing/simulated-match.ts';
