import { startTestServer } from '../../src/testing.ts';
import { serve } from '../lib/serve.ts';

/** The embedded server, with limits out of the way only because all of the load comes from one address. */
const { url } = await startTestServer();
serve(url);
