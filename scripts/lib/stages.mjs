import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pinnedEnv } from './paths.mjs';
import { run, Unmet } from './process.mjs';
import { honest, tallyOfExitCode, tallyOfPlaywright, tallyOfVitest } from './tally.mjs';
import { ensureWebApp } from './web-app.mjs';

/**
 * What `npm test` runs. Every stage yields `{ code, output, tally }`. `after`: not at the same time, but in any
 * case; `needs`: not at all where that one failed. The browsers come last and alone: they measure time and drive
 * several processes each.
 */
export const stages = [
  { name: 'build', work: buildWebApp },
  // Both write web/.svelte-kit.
  {
    name: 'types',
    after: ['build'],
    work: () => tools(['tsc', '-b'], ['npm', 'run', 'check', '-w', 'web', '--silent']),
  },
  { name: 'unit', after: ['build'], work: vitest },
  { name: 'lint', work: () => tools(['eslint', '.'], ['prettier', '--check', '.']) },
  { name: 'law', work: () => tools(['npm', 'run', 'check:law', '--silent']) },
  { name: 'browser', after: ['build'], needs: ['build'], alone: true, work: playwright },
];

async function buildWebApp() {
  try {
    await ensureWebApp();
    return { code: 0, output: '', tally: tallyOfExitCode(0) };
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    return { code: 1, output: error.message, tally: tallyOfExitCode(1) };
  }
}

/** Runs every command, even after one failed, and counts them as one test. */
async function tools(...commands) {
  const outcomes = [];
  for (const [command, ...args] of commands) outcomes.push(await run(command, args, { env: pinnedEnv() }));
  const code = outcomes.find((outcome) => outcome.code !== 0)?.code ?? 0;
  return { code, output: outcomes.map((outcome) => outcome.output).join(''), tally: tallyOfExitCode(code) };
}

function vitest(onOutput) {
  return withReport(async (report) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    return run('vitest', ['run', ...reporters], { env: pinnedEnv(), onOutput });
  }, tallyOfVitest);
}

function playwright(onOutput) {
  return withReport(async (report) => {
    const env = { ...pinnedEnv(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    return run('playwright', ['test', '--config', 'e2e', '--reporter=list,json'], { env, onOutput });
  }, tallyOfPlaywright);
}

/** Gives `work` a place for its report, and reads the tally there. */
async function withReport(work, tallyOf) {
  const dir = mkdtempSync(path.join(tmpdir(), 'sotto-test-'));
  try {
    const report = path.join(dir, 'report.json');
    const outcome = await work(report);
    return { ...outcome, tally: honest(outcome.code, readReport(report, tallyOf)) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function readReport(file, tallyOf) {
  try {
    return tallyOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
