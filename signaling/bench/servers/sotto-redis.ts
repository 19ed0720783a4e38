import { startTestServer, testConfig } from '../../src/testing.ts';
import { serve } from '../lib/serve.ts';

/**
 * One signaling node over Redis, the matchmaker in the same process. Limits are out of the way because all of the load comes from few addresses. A challenge
 * costs the server what it costs in production; that it takes one guess instead of a hundred spares the load generator, not the server.
 */
const { REDIS_URL } = process.env;
if (REDIS_URL === undefined) throw new Error('REDIS_URL is needed');
const { url } = await startTestServer({
  config: {
    redis: { url: REDIS_URL, runMatchmaker: true },
    proofOfWork: { ...testConfig().proofOfWork, rounds: 5_000, guesses: 1 },
  },
});
serve(url);
