import { startTestServer } from '../../src/testing.ts';
import { serve } from '../lib/serve.ts';

/** One signaling node over Redis, the matchmaker in the same process. Limits are out of the way because all of the load comes from one address. */
const { REDIS_URL } = process.env;
if (REDIS_URL === undefined) throw new Error('REDIS_URL is needed');
const { url } = await startTestServer({ config: { redis: { url: REDIS_URL, runMatchmaker: true } } });
serve(url);
