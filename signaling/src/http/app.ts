import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import type { createApi } from '../api/app.ts';
import type { Log } from '../log/log.ts';
import { securityHeaders, type SecurityHeaderOptions } from './security-headers.ts';
import type { Site } from './site/files.ts';
import { serveSite } from './site/serve.ts';

export interface HttpContext extends SecurityHeaderOptions {
  readonly api: ReturnType<typeof createApi>;
  readonly site: Site;
  /** `false` while the server drains: a load balancer sends nobody here any more. */
  readonly isReady: () => boolean;
  /** Whether reports can be stored. Where they can't, nobody should meet anybody. */
  readonly takesReports: () => Promise<boolean>;
  /** The operator's table by which browsers screen, as JSON. Absent: they use the one that they bring along. */
  readonly screeningPolicy?: string | undefined;
  readonly log: Log;
}

/** Everything that is spoken over HTTP: health, the API, and the web app for all other paths. */
export function createHttpApp(context: HttpContext): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    const startMs = performance.now();
    await next();
    const durationMs = Math.round(performance.now() - startMs);
    context.log.debug('request', {
      method: c.req.method,
      route: routePath(c),
      status: c.res.status,
      durationMs,
    });
  });
  app.use(securityHeaders(context));
  app.get('/healthz', (c) => c.text('alive\n'));
  app.get('/readyz', async (c) => {
    if (!context.isReady()) return c.text('draining\n', 503);
    return (await context.takesReports()) ? c.text('ready\n') : c.text('no database\n', 503);
  });
  app.get('/screening-policy.json', (c) => {
    c.header('cache-control', 'no-cache');
    const { screeningPolicy } = context;
    if (screeningPolicy === undefined) return c.body(null, 204);
    return c.body(screeningPolicy, 200, { 'content-type': 'application/json' });
  });
  app.route('/', context.api);
  app.all('*', serveSite(context.site, context.publicOrigins));
  return app;
}
