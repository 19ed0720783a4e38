import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSite } from './files.ts';
import { scriptHashes } from './script-hashes.ts';
import { serveSite } from './serve.ts';

const home = '<html><script>home()</script></html>';
const chat = '<html><script>chat()</script></html>';
const code = 'export const answer = 42;\n'.repeat(50);

let folder: string;
let app: Hono;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-site-'));
  const root = join(folder, 'build');
  const files: Record<string, string | Buffer> = {
    'index.html': home,
    'chat.html': chat,
    'about/index.html': '<html></html>',
    '404.html': '<html>not here</html>',
    '_app/immutable/app.js': code,
    '_app/immutable/app.js.br': brotliCompressSync(code),
    '_app/immutable/app.js.gz': gzipSync(code),
    '_app/version.json': '{}',
    'notes.txt.gz': gzipSync('an archive of its own'),
    'model.wasm': Buffer.from([0, 97, 115, 109]),
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  app = new Hono().all('*', serveSite(readSite(root), []));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(path, { method, headers });

describe('built site', () => {
  it('answers to clean addresses', async () => {
    expect(await (await get('/')).text()).toBe(home);
    expect(await (await get('/chat')).text()).toBe(chat);
    expect(await (await get('/chat?x=1')).text()).toBe(chat);
    expect((await get('/about')).status).toBe(200);
    const slash = await get('/chat/');
    expect([slash.status, slash.headers.get('location')]).toEqual([308, '/chat']);
  });

  it('tells the type of each file', async () => {
    const types = await Promise.all(
      ['/', '/_app/immutable/app.js', '/_app/version.json', '/model.wasm'].map(async (path) =>
        (await get(path)).headers.get('content-type'),
      ),
    );
    expect(types).toEqual([
      'text/html; charset=utf-8',
      'text/javascript; charset=utf-8',
      'application/json',
      'application/wasm',
    ]);
  });

  it('gives each page a policy with the hashes of its own scripts', async () => {
    const policy = (await get('/chat')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain(scriptHashes(chat)[0]);
    expect(policy).not.toContain(scriptHashes(home)[0]);
    expect((await get('/_app/version.json')).headers.get('content-security-policy')).toBeNull();
  });

  it('sends the smallest variant that the browser takes', async () => {
    const path = '/_app/immutable/app.js';
    const coded = async (accept: string) => {
      const answer = await get(path, { 'accept-encoding': accept });
      expect(answer.headers.get('vary')).toBe('Accept-Encoding');
      return {
        coding: answer.headers.get('content-encoding'),
        body: Buffer.from(await answer.arrayBuffer()),
        length: Number(answer.headers.get('content-length')),
      };
    };
    const br = await coded('gzip, deflate, br, zstd');
    expect(br.coding).toBe('br');
    expect(brotliDecompressSync(br.body).toString()).toBe(code);
    expect(br.length).toBe(br.body.length);
    const gzip = await coded('gzip, br;q=0');
    expect(gzip.coding).toBe('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(code);
    expect((await coded('identity')).coding).toBeNull();
    expect((await get('/notes.txt.gz')).status).toBe(200);
  });

  it('lets names with a hash be kept for ever, and asks about all others', async () => {
    const cache = async (path: string) => (await get(path)).headers.get('cache-control');
    expect(await cache('/_app/immutable/app.js')).toBe('public, max-age=31536000, immutable');
    expect(await cache('/chat')).toBe('no-cache');
    expect(await cache('/_app/version.json')).toBe('no-cache');
  });

  it('answers 304 to whoever has the very variant', async () => {
    const path = '/_app/immutable/app.js';
    const plain = (await get(path)).headers.get('etag') ?? '';
    const br = (await get(path, { 'accept-encoding': 'br' })).headers.get('etag') ?? '';
    expect(plain).not.toBe(br);
    const again = await get(path, { 'if-none-match': `"other", ${plain}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(plain);
    expect((await get(path, { 'if-none-match': br })).status).toBe(200);
  });

  it('sends only the head to HEAD, and refuses to be changed', async () => {
    const head = await get('/chat', {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(chat.length));
    expect((await get('/chat', {}, 'POST')).status).toBe(405);
  });

  it('shows its own page for what is not there', async () => {
    const answer = await get('/nothing');
    expect([answer.status, await answer.text()]).toEqual([404, '<html>not here</html>']);
  });

  it('never leads out of its folder', async () => {
    const ways = ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/_app/..%5c..%5csecret.txt'];
    for (const path of [...ways, '/link.txt', '/%', '/%00', '//secret.txt', '/__proto__']) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).not.toContain('secret');
    }
  });

  it('says so where it is not built', async () => {
    const empty = new Hono().all('*', serveSite(readSite(join(folder, 'nothing')), []));
    const answer = await empty.request('/');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run build');
  });
});
