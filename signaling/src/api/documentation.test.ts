import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createApiRig } from '../testing/api-rig.ts';
import { openFiles } from '../testing/open-files.ts';
import { openApiDocument } from './documentation.ts';

type Json = { readonly [key: string]: Json } & readonly Json[] & (string | undefined);

async function documentOf(): Promise<Json> {
  const { api } = createApiRig();
  const answer = await api.request('/api/openapi.json', {}, { incoming: { socket: {} } });
  return (await answer.json()) as Json;
}

/** Documented operations as `get /path`. */
const operationsOf = (document: Json): string[] =>
  Object.entries(document['paths'] ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );

/** Files of the page at /api/docs: parts of it, no calls. */
const pageFiles = ['get /api/docs/start.js', 'get /api/docs/{file}'];

describe('OpenAPI document', () => {
  it('has every route of the API, and no other', async () => {
    const { api } = createApiRig();
    const routes = api.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`)
      .filter((route) => !pageFiles.includes(route));
    expect(operationsOf(await documentOf()).sort()).toEqual([...new Set(routes)].sort());
    expect(routes.length).toBeGreaterThan(8);
  });

  it('would miss a route without a description, which is what the test above is for', async () => {
    const { api } = createApiRig();
    const before = operationsOf((await openApiDocument(api, info)) as unknown as Json);
    api.get('/api/v1/forgotten', (c) => c.text(''));
    const after = operationsOf((await openApiDocument(api, info)) as unknown as Json);
    expect(after).toEqual(before);
    expect(api.routes.some(({ path }) => path === '/api/v1/forgotten')).toBe(true);
  });

  it('has the shape of OpenAPI 3.1', async () => {
    const document = await documentOf();
    expect(document['openapi']).toMatch(/^3\.1\.\d+$/);
    expect(document['info']).toMatchObject({ title: 'Sotto API', version: '1.2.3' });
    const ids = new Set<unknown>();
    for (const item of Object.values(document['paths'] ?? {})) {
      for (const operation of Object.values(item) as Json[]) {
        expect(operation['summary']).toBeTruthy();
        expect(ids.has(operation['operationId'])).toBe(false);
        ids.add(operation['operationId']);
        for (const [status, response] of Object.entries(operation['responses'] ?? {})) {
          expect(status).toMatch(/^[1-5]\d\d$/);
          expect((response as Json)['description']).toBeTruthy();
        }
      }
    }
  });

  it('points only to what it holds', async () => {
    const document = await documentOf();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(5);
    for (const [, path = ''] of references) {
      const target = path.split('/').reduce<Json | undefined>((at, key) => at?.[key], document);
      expect(target, path).toBeDefined();
    }
  });

  it('describes a registration by the very schema that checks it', async () => {
    const document = await documentOf();
    const post = document['paths']?.['/api/v1/register']?.['post'];
    const schema = post?.['requestBody']?.['content']?.['application/json']?.['schema'];
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(schema?.['required']).toEqual(['nickname', 'adult', 'publicKey', 'proof', 'signature']);
    expect(Object.keys(post?.['responses'] ?? {})).toEqual(['201', '400', '403', '413', '429']);
  });
});

describe('page of the documentation', () => {
  const get = (path: string, method = 'GET') =>
    createApiRig().api.request(path, { method }, { incoming: { socket: {} } });

  it('loads only files of this server, and no inline script or style', async () => {
    const html = await (await get('/api/docs')).text();
    const sources = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, source = '']) => source);
    expect(sources).toHaveLength(3);
    for (const source of sources) {
      expect(source).toMatch(/^\/api\/docs\//);
      const answer = await get(source);
      expect(answer.status).toBe(200);
      expect((await answer.text()).length).toBeGreaterThan(10);
    }
    expect(html).not.toMatch(/<script>|<style|style=/);
  });

  it('brings the files of swagger-ui-dist as they are, and none but those it needs', async () => {
    const bundle = await (await get('/api/docs/swagger-ui-bundle.js')).text();
    const path = new URL(import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js'));
    expect(bundle).toBe(readFileSync(path, 'utf8'));
    expect((await get('/api/docs/package.json')).status).toBe(404);
    expect((await get('/api/docs/..%2fpackage.json')).status).toBe(404);
  });

  it('has no file by the name of what every object has', async () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect((await get(`/api/docs/${name}`)).status).toBe(404);
    }
  });

  it('leaves no file open after HEAD', async () => {
    const answer = await get('/api/docs/swagger-ui-bundle.js', 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    // By the time that another file is read to its end, this one would be open.
    await (await get('/api/docs/swagger-ui.css')).text();
    expect(openFiles('swagger-ui-bundle.js')).toBe(0);
  });
});

const info = { name: 'Sotto', version: '1.2.3', relay: false, minimumAge: 18 };
