import '../app/zod-setup.ts';
import { createApiCaller } from '../session/api-caller.ts';
import { createConsoleApi } from './console-api.ts';
import { createInsightApi } from './insight-api.ts';
import { createPasskeyApi } from './passkey-api.ts';
import { followNews } from './news.ts';

/** The console's API, made of the browser's own parts. */
const fetchFn: typeof fetch = (input, init) => fetch(input, init);
const caller = createApiCaller(fetchFn);
export const consoleApi = createConsoleApi(caller, (listener) => followNews(fetchFn, listener));
export const insightApi = createInsightApi(caller);
export const passkeyApi = createPasskeyApi(caller);
