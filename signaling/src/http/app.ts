import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Tracer } from '@sotto/telemetry';
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import type { createApi } from '../api/app.ts';
import type { Log } from '../log/log.ts';
import { securityHeaders, type SecurityHeaderOptions } from './security-headers.ts';
import type { Site } from './site/files.ts';
import { serveSite } from './site/serve.ts';

export interface HttpEnv {
  Bindings: HttpBindings;
  Variables: { requestId: string };
}

export interface HttpContext extends SecurityHeaderOptions {
  readonly api: ReturnType<typeof createApi>;
  readonly site: Site;
  /** What keeps the server from taking people on, in a word each. */
  readonly lacking: () => Promise<readonly string[]>;
  /** Told of each answer: the pattern of its route, and the time it took. */
  readonly onRequest: (method: string, route: string, status: number, seconds: number) => void;
  readonly tracer: Pick<Tracer, 'span'>;
  /** The operator's table by which browsers screen, as JSON. Absent: they use the one that they bring along. */
  readonly screeningPolicy?: string | undefined;
  readonly log: Log;
}

const requestIdBytes = 12;

/** Everything that is spoken over HTTP: health, the API, and the web app for all other paths. */
export function createHttpApp(context: HttpContext): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(async (c, next) => {
    const startMs = performance.now();
    // Ours alone: one that a client or a proxy chose could name somebody.
    const requestId = randomBytes(requestIdBytes).toString('base64url');
    c.set('requestId', requestId);
    const { method } = c.req;
    const { status, route } = await context.tracer.span('request', async (note) => {
      await next();
      const answer = { status: c.res.status, route: routePath(c) };
      note({
        'http.request.method': method,
        'http.route': answer.route,
        'http.response.status_code': answer.status,
        'sotto.request_id': requestId,
      });
      return answer;
    });
    const tookMs = performance.now() - startMs;
    c.header('x-request-id', requestId);
    context.onRequest(method, route, status, tookMs / 1_000);
    context.log.debug('request', { requestId, method, route, status, durationMs: Math.round(tookMs) });
  });
  app.use(securityHeaders(context));
  app.get('/healthz', (c) => c.text('alive\n'));
  app.get('/readyz', async (c) => {
    const lacking = await context.lacking();
    return lacking.length === 0 ? c.text('ready\n') : c.text(`${lacking.join('\n')}\n`, 503);
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
