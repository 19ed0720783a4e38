import '../app/zod-setup.ts';
import { createApiCaller } from '../session/api-caller.ts';
import { createConsoleApi } from './console-api.ts';

/** The console's API, made of the browser's own parts. */
export const consoleApi = createConsoleApi(createApiCaller((input, init) => fetch(input, init)));
