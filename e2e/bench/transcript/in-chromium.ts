import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from '@playwright/test';
import { build } from 'vite';
import { chromiumArgs, chromiumPath } from '../../support/chromium.ts';
import type { measureMessages, MessageContestant } from './message.ts';
import type { Timings } from './timings.ts';

declare global {
  var transcriptBench: { readonly measureMessages: typeof measureMessages };
}

/** Rounds of messages in a browser, each in a page of its own. */
export interface MessagesInChromium {
  measure(turns: number, slowTurns: number): Promise<Timings<MessageContestant>>;
  close(): Promise<void>;
}

const address = 'http://localhost/';
/** Isolated pages have a clock of 5 µs; others one of 100 µs, which is as much as a signature takes. */
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export async function messagesInChromium(): Promise<MessagesInChromium> {
  const script = await bundle();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  return {
    measure: (turns, slowTurns) => round(browser, script, turns, slowTurns),
    close: () => browser.close(),
  };
}

async function round(browser: Browser, script: string, turns: number, slowTurns: number) {
  const page = await browser.newPage();
  const body = '<!doctype html><title>bench</title>';
  await page.route(address, (route) => route.fulfill({ body, contentType: 'text/html', headers: isolated }));
  await page.goto(address);
  await page.addScriptTag({ content: script });
  if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('the clock of the page is coarse');
  const timings = await page.evaluate(([all, slow]) => transcriptBench.measureMessages(all, slow), [
    turns,
    slowTurns,
  ] as const);
  await page.close();
  return timings;
}

async function bundle(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('message.ts', import.meta.url)),
        formats: ['iife'],
        name: 'transcriptBench',
      },
    },
  });
  const [first] = Array.isArray(output) ? output : [];
  const chunk = first?.output.find((file) => file.type === 'chunk');
  if (chunk === undefined) throw new Error('nothing was built');
  return chunk.code;
}
