import { fileURLToPath } from 'node:url';
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { bundle } from '../support/bundle.ts';

export { expect } from '@playwright/test';

type Colour = readonly [red: number, green: number, blue: number];

/** What the lab page answers (see `pictures-lab.ts` there). */
type Report =
  | { readonly ok: false; readonly reason: string }
  | {
      readonly ok: true;
      readonly type: string;
      readonly width: number;
      readonly height: number;
      readonly content: string;
      readonly corners?: readonly Colour[];
      readonly animated: boolean;
    };

export const places = ['page', 'worker'] as const;
export type Place = (typeof places)[number];

declare global {
  var picturesLab: (job: 'prepare' | 'open', path: string, where: Place) => Promise<Report>;
}

interface Fixtures {
  lab: Lab;
}

/** A page under the policy that the app is served with, and the files that it can fetch. */
export interface Lab {
  readonly page: Page;
  prepare(file: Uint8Array, where?: Place, name?: string): Promise<Report>;
  open(file: Uint8Array, where?: Place, name?: string): Promise<Report>;
}

const address = 'https://pictures.test/';
const entry = fileURLToPath(new URL('../../web/src/lib/pictures/testing/pictures-lab.ts', import.meta.url));
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

export const test = base.extend<Fixtures, { labScript: string }>({
  labScript: [
    async ({ browserName: _ }, use) => {
      await use(await bundle(entry));
    },
    { scope: 'worker' },
  ],

  lab: async ({ context, page, labScript }, use) => {
    const files = await serve(context, labScript);
    await page.goto(address);
    const run =
      (job: 'prepare' | 'open') =>
      (file: Uint8Array, where: Place = 'page', name = 'picture') => {
        files.set(`/${name}`, file);
        return page.evaluate(([job, path, where]) => picturesLab(job, path, where), [
          job,
          `/${name}`,
          where,
        ] as const);
      };
    await use({ page, prepare: run('prepare'), open: run('open') });
  },
});

async function serve(context: BrowserContext, script: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await context.route(`${address}**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = files.get(path);
    const headers = { 'content-security-policy': policy };
    if (file)
      return route.fulfill({ headers, contentType: 'application/octet-stream', body: Buffer.from(file) });
    if (path === '/lab.js') return route.fulfill({ headers, contentType: 'text/javascript', body: script });
    const body = '<!doctype html><script type="module" src="/lab.js"></script>';
    return route.fulfill({ headers, contentType: 'text/html', body });
  });
  return files;
}

/** Takes the bytes out of a report. */
export function contentOf(report: Report): Buffer {
  if (!report.ok) throw new Error(`refused: ${report.reason}`);
  return Buffer.from(report.content, 'base64');
}

/** A photograph as the browser itself writes it: red to the left, blue to the right. */
export async function photograph(page: Page, type: string, width: number, height: number): Promise<Buffer> {
  const content = await page.evaluate(
    async ([type, width, height]) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.fillStyle = '#f00';
      context.fillRect(0, 0, width / 2, height);
      context.fillStyle = '#00f';
      context.fillRect(width / 2, 0, width / 2, height);
      const blob = await canvas.convertToBlob({ type });
      if (blob.type !== type) throw new Error(`the browser writes no ${type}`);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
    },
    [type, width, height] as const,
  );
  return Buffer.from(content, 'base64');
}
