import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { consoleHeader, problemSchema, unattendedHeader, type ServerInfo } from '@sotto/protocol';
import type { Hono } from 'hono';
import { describeRoute, generateSpecs } from 'hono-openapi';
import * as z from 'zod/mini';
import type { ApiEnv } from './context.ts';
import { documented } from './documented.ts';
import { sessionCookieName } from './moderator/session-cookie.ts';
import { problem } from './problem.ts';

const documentPath = '/api/openapi.json';
const docsPath = '/api/docs';

const require = createRequire(import.meta.url);

/** Files of swagger-ui-dist that the page loads, by content type: nothing comes from another server. */
const assets: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
]);

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Sotto API</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${docsPath}/swagger-ui.css" />
  </head>
  <body>
    <div id="ui"></div>
    <script src="${docsPath}/swagger-ui-bundle.js"></script>
    <script src="${docsPath}/start.js"></script>
  </body>
</html>
`;

/** A file of its own, since the content security policy takes no inline script. */
const start = `SwaggerUIBundle({ url: '${documentPath}', dom_id: '#ui', deepLinking: true });\n`;

/** Adds the OpenAPI document of all routes of `app`, and a page that shows it. */
export function addDocumentation(app: Hono<ApiEnv>, info: ServerInfo): void {
  let document: ReturnType<typeof openApiDocument> | undefined;
  app.get(
    documentPath,
    documented({
      summary: 'This document',
      tag: 'Documentation',
      success: { status: 200, description: 'OpenAPI 3.1', media: 'application/json' },
      problems: [],
    }),
    async (c) => c.json(await (document ??= openApiDocument(app, info))),
  );
  app.get(
    docsPath,
    documented({
      summary: 'This document as a page',
      tag: 'Documentation',
      success: { status: 200, description: 'A page', media: 'text/html' },
      problems: [],
    }),
    (c) => c.html(page),
  );
  app.get(`${docsPath}/start.js`, describeRoute({ hide: true }), (c) =>
    c.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get(`${docsPath}/:file`, describeRoute({ hide: true }), (c) => {
    const file = c.req.param('file');
    const type = assets.get(file);
    if (type === undefined) return problem(c, 'not-found');
    const headers = { 'content-type': type, 'cache-control': 'max-age=3600' };
    // Hono drops the body of an answer to HEAD without ending it: the file would stay open.
    if (c.req.method === 'HEAD') return c.body(null, 200, headers);
    const stream = createReadStream(require.resolve(`swagger-ui-dist/${file}`));
    return c.body(Readable.toWeb(stream) as ReadableStream, 200, headers);
  });
}

/** The OpenAPI document, from the descriptions and schemas of the routes themselves. */
export function openApiDocument(app: Hono<ApiEnv>, info: ServerInfo) {
  const problemJsonSchema: Record<string, unknown> = z.toJSONSchema(problemSchema);
  delete problemJsonSchema['$schema'];
  return generateSpecs(app, {
    excludeStaticFile: false,
    documentation: {
      info: {
        title: `${info.name} API`,
        version: info.version,
        description:
          'Sessions of an anonymous chat. Errors are problem details (RFC 9457): ' +
          'their `type` is `urn:sotto:problem:` followed by one of the names given with each status.',
        license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      },
      components: {
        schemas: { Problem: problemJsonSchema },
        securitySchemes: {
          accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          moderatorSession: {
            type: 'apiKey',
            in: 'cookie',
            name: sessionCookieName,
            description: `Set by signing in. Every request also carries the header \`${consoleHeader}\`; one that no key or click has caused, \`${unattendedHeader}\` too.`,
          },
        },
      },
    },
  });
}
