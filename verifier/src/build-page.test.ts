import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from './build-page.ts';

let page: string;

beforeAll(async () => {
  page = await buildPage();
});

function contentsOf(name: 'script' | 'style'): string[] {
  return [...page.matchAll(new RegExp(`<${name}[^>]*>([^]*?)</${name}>`, 'g'))].map(([, text = '']) => text);
}

describe('the page', () => {
  it('has one script and one style, both named in its policy by their hashes', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toMatch(/^default-src 'none';/);
    for (const name of ['script', 'style'] as const) {
      const [text = '', ...others] = contentsOf(name);
      expect(others).toEqual([]);
      const hash = createHash('sha256').update(text).digest('base64');
      expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
    }
  });

  it('names nothing that would have to be loaded', () => {
    const [script = ''] = contentsOf('script');
    expect(script).not.toMatch(/\bimport\s*\(|\bimport\s*["'{*]|\bfetch\s*\(|XMLHttpRequest|WebSocket\(/);
    const [style = ''] = contentsOf('style');
    expect([...style.matchAll(/url\(["']?(?!data:)/g)]).toEqual([]);
    expect([...page.matchAll(/\b(?:src|href)="(?!data:)/g)]).toEqual([]);
  });

  it('turns no text into markup', () => {
    expect(page).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
  });

  it('comes out the same each time', async () => {
    expect(await buildPage()).toBe(page);
  });
});
