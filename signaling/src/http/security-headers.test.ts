import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts';
import { scriptHashes } from './site/script-hashes.ts';

const directivesOf = (policy: string) =>
  new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]));

describe('content security policy', () => {
  it('allows no inline script and no eval but that of WebAssembly', () => {
    const policy = contentSecurityPolicy([]);
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain("'unsafe-eval'");
    expect(directivesOf(policy).get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directivesOf(policy).get('object-src')).toEqual(["'none'"]);
    expect(directivesOf(policy).get('frame-ancestors')).toEqual(["'none'"]);
  });

  it('names the sockets of the public origins', () => {
    const policy = contentSecurityPolicy(['https://chat.example', 'http://localhost:3000']);
    expect(directivesOf(policy).get('connect-src')).toEqual([
      "'self'",
      'wss://chat.example',
      'ws://localhost:3000',
    ]);
  });
});

describe('security headers', () => {
  const app = (httpsOnly: boolean) =>
    new Hono()
      .use(securityHeaders({ publicOrigins: [], httpsOnly }))
      .get('/', (c) => c.text('hello'))
      .get('/own', (c) => c.text('', 200, { 'content-security-policy': "default-src 'none'" }));

  it('are on every answer, on errors too', async () => {
    for (const path of ['/', '/nothing']) {
      const { headers } = await app(false).request(path);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    }
  });

  it('leave a policy that a page brings along', async () => {
    const { headers } = await app(false).request('/own');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  it('tie browsers to https only where the server is reached by https only', async () => {
    expect((await app(false).request('/')).headers.get('strict-transport-security')).toBeNull();
    expect((await app(true).request('/')).headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });
});

describe('hashes of inline scripts', () => {
  it('are those of the exact text, and of no script that has a source', () => {
    const text = '\n\t{ start(); }\n';
    const html = `<script src="/a.js"></script><SCRIPT type="module">${text}</SCRIPT ><script async>x</script>`;
    const hash = (source: string) => `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
    expect(scriptHashes(html)).toEqual([hash(text), hash('x')]);
    expect(scriptHashes('<p>none</p>')).toEqual([]);
  });
});
