import '../app/zod-setup.ts';
import { createApiCaller } from '../session/api-caller.ts';
import { createConsoleApi } from './console-api.ts';
import { followNews } from './news.ts';

/** The console's API, made of the browser's own parts. */
const fetchFn: typeof fetch = (input, init) => fetch(input, init);
export const consoleApi = createConsoleApi(createApiCaller(fetchFn), (listener) =>
  followNews(fetchFn, listener),
);
