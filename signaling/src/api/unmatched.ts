import type { Hono } from 'hono';
import { apiFactory, type ApiEnv } from './context.ts';
import { problem } from './problem.ts';

/** Answers what no route of `app` took: 405 where the path has routes for other methods, else 404. */
export function unmatched(app: Hono<ApiEnv>) {
  return apiFactory.createHandlers((c) => {
    const methods = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path === c.req.path)
      .map(({ method }) => method);
    if (methods.length === 0) return problem(c, 'not-found');
    c.header('allow', [...new Set(methods)].join(', '));
    return problem(c, 'method-not-allowed');
  });
}
