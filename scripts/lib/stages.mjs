import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pinnedEnv } from './paths.mjs';
import { run, Unmet } from './process.mjs';
import { withScratch } from './scratch.mjs';
import { honest, measuredInPlaywright, tallyOfExitCode, tallyOfPlaywright, tallyOfVitest } from './tally.mjs';
import { ensureWebApp } from './web-app.mjs';

/**
 * What `npm test` runs. Every stage yields `{ output, tally }`, and `measured` where it has figures to show. `after`: not at the same time, but in any
 * case; `needs`: not at all where that one failed. The browsers come last and alone: they measure time and drive
 * several processes each.
 */
export const stages = [
  { name: 'build', work: buildWebApp },
  // The longest of those that share the machine: it starts as soon as it can.
  { name: 'unit', after: ['build'], work: vitest },
  // Writes web/.svelte-kit, as the build does.
  {
    name: 'types',
    after: ['build'],
    work: () => tools(['tsc', '-b'], ['npm', 'run', 'check', '-w', 'web', '--silent']),
  },
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
    async (report, env) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      return run('vitest', ['run', ...reporters], { env, onOutput });
    },
    (report) => ({ tally: tallyOfVitest(report) }),
  );
}

function playwright(onOutput) {
  return withReport(
    async (report, env) =>
      run('playwright', ['test', '--config', 'e2e', '--reporter=list,json'], {
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        onOutput,
      }),
    (report) => ({ tally: tallyOfPlaywright(report), measured: measuredInPlaywright(report) }),
  );
}

/** Gives `work` a place for its report and an environment whose temporary files are gone afterwards, and lets `read` tell what stands in the report. */
function withReport(work, read) {
  return withScratch(async (folder) => {
    const file = path.join(folder, 'report.json');
    const outcome = await work(file, { ...pinnedEnv(), TMPDIR: folder });
    const report = readReport(file);
    const { tally, measured } = report === undefined ? {} : read(report);
    return { ...outcome, tally: honest(outcome.code, tally), measured };
  });
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
