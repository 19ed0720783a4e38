import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

async function tokensIn(file: string): Promise<Map<string, string>> {
  const css = await readFile(new URL(file, import.meta.url), 'utf8');
  const root = css.slice(css.indexOf(':root {'), css.indexOf('\n}\n'));
  return new Map(
    [...root.matchAll(/^ {2}(--[\w-]+): (.+);$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

describe('the colours of the page', () => {
  it('are those of the web app', async () => {
    const own = await tokensIn('tokens.css');
    const app = await tokensIn('../../../web/src/styles/tokens.css');
    expect(own.size).toBeGreaterThan(20);
    for (const [name, value] of own) expect(value, name).toBe(app.get(name));
  });
});
