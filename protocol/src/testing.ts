/** For tests, benches and fault runs of other packages. */
export { platformVerifier } from './crypto/verify-platform.ts';
export { scriptVerifier } from './crypto/verify-script.ts';
export * from './testing/simulated-match.ts';
