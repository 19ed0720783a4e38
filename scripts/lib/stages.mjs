import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pinnedEnv } from './paths.mjs';
import { run, Unmet } from './process.mjs';
import { honest, measuredInPlaywright, tallyOfExitCode, tallyOfPlaywright, tallyOfVitest } from './tally.mjs';
import { ensureWebApp } from './web-app.mjs';

/**
 * What `npm test` runs. Every stage yields `{ output, tally }`, and `measured` where it has figures to show. `after`: not at the same time, but in any
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
    return { output: '', tally: tallyOfExitCode(0) };
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    return { output: error.message, tally: tallyOfExitCode(1) };
  }
}

/** Runs every command, even after one failed, and counts them as one test. */
async function tools(...commands) {
  const outcomes = [];
  for (const [command, ...args] of commands) outcomes.push(await run(command, args, { env: pinnedEnv() }));
  const code = outcomes.find((outcome) => outcome.code !== 0)?.code ?? 0;
  return { output: outcomes.map((outcome) => outcome.output).join(''), tally: tallyOfExitCode(code) };
}

function vitest(onOutput) {
  return withReport(
    async (report) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      return run('vitest', ['run', ...reporters], { env: pinnedEnv(), onOutput });
    },
    (report) => ({ tally: tallyOfVitest(report) }),
  );
}

function playwright(onOutput) {
  return withReport(
    async (report) => {
      const env = { ...pinnedEnv(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
      return run('playwright', ['test', '--config', 'e2e', '--reporter=list,json'], { env, onOutput });
    },
    (report) => ({ tally: tallyOfPlaywright(report), measured: measuredInPlaywright(report) }),
  );
}

/** Gives `work` a place for its report, and lets `read` tell what stands there. */
async function withReport(work, read) {
  const dir = mkdtempSync(path.join(tmpdir(), 'sotto-test-'));
  try {
    const file = path.join(dir, 'report.json');
    const outcome = await work(file);
    const report = readReport(file);
    const { tally, measured } = report === undefined ? {} : read(report);
    return { ...outcome, tally: honest(outcome.code, tally), measured };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** `undefined` where the runner ended before it wrote all of it. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
