/** For the tests of this and other packages. */
export { codeAt } from './moderator/testing/join.ts';
export {
  registerTestIdentity,
  type TestIdentity,
  type TestIdentityOptions,
} from './testing/test-identity.ts';
export { fillQueue, filledEveryMs, filledFromMs } from './testing/filled-queue.ts';
export { timeAuditVerification } from './testing/filled-audit.ts';
export { fileReport } from './testing/file-report.ts';
export { meetAt, type Meeting } from './testing/meet.ts';
export { seekFrame } from './hub/testing/test-client.ts';
export { standsInMemory } from './testing/process-memory.ts';
export {
  startTestServer,
  testConfig,
  type TestServer,
  type TestServerOptions,
} from './testing/test-server.ts';
export { startPostgres, type TestPostgres } from './testing/postgres-server.ts';
export { startRedisServer, type TestRedisServer } from './testing/redis-server.ts';
