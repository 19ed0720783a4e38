import { availableParallelism, loadavg } from 'node:os';
import { chromium, type Page } from '@playwright/test';
import { apiPath, consoleHeader, moderatorPath, queuePageSchema, reportReasons } from '@sotto/protocol';
import { fillQueue, startPostgres, timeAuditVerification } from '@sotto/signaling/testing';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { joinFirst } from '../support/moderator.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { jumpTo, scrollFrames, watchFirstRow } from './console/in-page.ts';
import { median, quantile } from './statistics.ts';

/**
 * The moderator console over a queue of many open reports in a real PostgreSQL: what the server takes for a page at any place and under filters, asked for over
 * HTTP as the console does; in a real Chromium, from the navigation to the first rows on the page, the frames while it scrolls, and a jump to anywhere; and the
 * verification of a long audit log. Arguments: open reports (default 50000), rows of the log (default 1000000).
 */
const [openReports = 50_000, auditRows = 1_000_000] = process.argv.slice(2).map(Number);
const asked = 600;
const warmUps = 50;
/** Printed with what was asked. */
const slowest = 5;
const loads = 15;
const jumps = 25;
const scrollMs = 4_000;
const most = { queueP99Ms: 50, firstRowsMs: 500, auditVerifyS: 30 };
const secret = 'ab'.repeat(32);

const postgres = await startPostgres();
const server = await startServer({
  DATABASE_URL: postgres.url,
  SESSION_SECRET: secret,
  IDENTITY_SECRET: secret,
  EVIDENCE_SECRET: secret,
});
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
try {
  await fillQueue(postgres.url, openReports);
  const context = await browser.newContext({
    baseURL: server.origin,
    viewport: { width: 1_280, height: 900 },
  });
  const page = await context.newPage();
  await joinFirst(page, server, 'Ada');
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const pages = await timePages(server, cookie);
  const counts = await timeCounts(server, cookie);
  const firstRows = await timeFirstRows(page);
  const frames = await page.evaluate(scrollFrames, scrollMs);
  const jumped: number[] = [];
  for (let i = 0; i < jumps; i += 1) jumped.push(await page.evaluate(jumpTo, ((i * 7) % jumps) / jumps));
  await browser.close();
  await server.drain();
  const auditVerifyMs = await timeAuditVerification(postgres.url, auditRows);
  report({ pages, counts, firstRows, frames, jumped, auditVerifyMs });
} finally {
  await browser.close();
  await server.stop();
  await postgres.stop();
}

interface TimedPage {
  readonly ms: number;
  readonly query: string;
}

/** Pages at random places of the queue, most of them under a filter. */
async function timePages({ origin }: TestServer, cookie: string): Promise<TimedPage[]> {
  const measured: TimedPage[] = [];
  for (let i = 0; i < asked + warmUps; i += 1) {
    const query = new URLSearchParams({ limit: '100', count: '1' });
    const skip = i % 3 === 0 ? 0 : Math.floor(((i * 7_919) % 10_000) * (openReports / 10_000));
    const reason = reportReasons[i % reportReasons.length];
    if (i % 4 === 1 && reason !== undefined) query.set('reason', reason);
    if (i % 4 === 2) query.set('held', 'free');
    if (i % 8 === 3) query.set('priority', 'repeated');
    if (i % 8 === 7) query.set('state', 'received');
    query.set('skip', String(query.has('reason') ? Math.floor(skip / 7) : skip));
    const { ms, body } = await ask(`${origin}${apiPath}${moderatorPath}/queue?${query.toString()}`, cookie);
    queuePageSchema.parse(body);
    if (i >= warmUps) measured.push({ ms, query: query.toString() });
  }
  return measured;
}

async function timeCounts({ origin }: TestServer, cookie: string): Promise<number[]> {
  const measured: number[] = [];
  for (let i = 0; i < 100; i += 1)
    measured.push((await ask(`${origin}${apiPath}${moderatorPath}/queue/counts`, cookie)).ms);
  return measured;
}

async function ask(url: string, cookie: string): Promise<{ ms: number; body: unknown }> {
  const startMs = performance.now();
  const answer = await fetch(url, { headers: { cookie, [consoleHeader]: '1' } });
  const text = await answer.text();
  const ms = performance.now() - startMs;
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
  return { ms, body: JSON.parse(text) };
}

async function timeFirstRows(page: Page): Promise<number[]> {
  const measured: number[] = [];
  await page.addInitScript(watchFirstRow);
  for (let i = 0; i <= loads; i += 1) {
    await page.goto('/moderator');
    const html = page.locator('html[data-first-row-ms]');
    await html.waitFor();
    if (i > 0) measured.push(Number(await html.getAttribute('data-first-row-ms')));
  }
  return measured;
}

function report({
  pages,
  ...of
}: {
  pages: readonly TimedPage[];
  counts: readonly number[];
  firstRows: readonly number[];
  frames: readonly number[];
  jumped: readonly number[];
  auditVerifyMs: number;
}): void {
  const row = (name: string, values: readonly number[], aim = '') => ({
    '': name,
    'p50 ms': round1(median(values)),
    'p99 ms': round1(quantile(values, 0.99)),
    runs: values.length,
    aim,
  });
  const pagesMs = pages.map(({ ms }) => ms);
  console.table([
    row(`a page of 100 of ${openReports} open reports, counted`, pagesMs, `p99 ≤ ${most.queueP99Ms}`),
    row('counts by reason, desk and priority', of.counts),
    row('navigation to the first rows, Chromium', of.firstRows, `p50 ≤ ${most.firstRowsMs}`),
    row('a frame while it scrolls', of.frames),
    row('a jump to anywhere, to all rows in sight', of.jumped),
    row(`verifying ${auditRows} rows of the log`, [of.auditVerifyMs], `≤ ${most.auditVerifyS} s`),
  ]);
  console.log('The slowest pages:');
  for (const { ms, query } of pages.toSorted((a, b) => b.ms - a.ms).slice(0, slowest))
    console.log(`${round1(ms).toString().padStart(6)} ms  ${query}`);
  console.log(`${availableParallelism()} cores, load ${loadavg().map(round1).join(' ')}`);
  const metrics = {
    open_reports: openReports,
    queue_p99_ms: round1(quantile(pagesMs, 0.99)),
    queue_median_ms: round1(median(pagesMs)),
    counts_p99_ms: round1(quantile(of.counts, 0.99)),
    first_rows_ms: round1(median(of.firstRows)),
    first_rows_p90_ms: round1(quantile(of.firstRows, 0.9)),
    scroll_frame_p95_ms: round1(quantile(of.frames, 0.95)),
    jump_median_ms: round1(median(of.jumped)),
    audit_rows: auditRows,
    audit_verify_s: round1(of.auditVerifyMs / 1_000),
  };
  console.log(JSON.stringify({ bench: 'console', metrics }));
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
