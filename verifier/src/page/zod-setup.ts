import { config } from 'zod/mini';

/**
 * To be imported before any schema: zod otherwise tries `new Function` when the first one is made, which
 * the page's policy refuses and reports.
 */
config({ jitless: true });
