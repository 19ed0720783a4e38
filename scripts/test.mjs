/**
 * `npm test`: everything that can be checked on one machine, from nothing but Node and npm.
 * `npm test -- --only unit,browser` runs just those stages.
 */
import { parseArgs } from 'node:util';
import { ensureDependencies } from './lib/dependencies.mjs';
import { endChildrenOnSignal, runMain, Unmet } from './lib/process.mjs';
import { schedule } from './lib/schedule.mjs';
import { stages } from './lib/stages.mjs';
import { ensureSystemPrograms, systemPrograms } from './lib/system-packages.mjs';
import { describeTally, sum, tallyOfExitCode } from './lib/tally.mjs';

/** As many as there are cores on a small machine; Vitest spreads over the rest by itself. */
const stagesAtOnce = 2;

await runMain(async () => {
  endChildrenOnSignal();
  try {
    return await main();
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    // Whoever reads only the last line must not take silence for success.
    console.error(`\n${error.message}`);
    console.log(`\n${describeTally(tallyOfExitCode(1))}`);
    return 1;
  }
});

async function main() {
  const chosen = chosenStages();
  await ensureDependencies();
  const names = new Set(chosen.map((stage) => stage.name));
  const needed = systemPrograms.filter((program) => program.stages.some((stage) => names.has(stage)));
  const { missing, advice } = await ensureSystemPrograms(needed);
  if (missing.length > 0) console.log(`\n${advice}\n`);

  const failed = new Set();
  const results = await schedule(chosen, stagesAtOnce, async (stage) => {
    const lacking = [
      ...missing.filter((program) => program.stages.includes(stage.name)).map((program) => program.name),
      ...(stage.needs ?? []).filter((name) => failed.has(name)).map((name) => `the ${name}`),
    ];
    const result = await runStage(stage, lacking);
    if (result.tally.failed > 0) failed.add(stage.name);
    return result;
  });
  const total = sum(results.map((result) => result.tally));
  console.log(`\n${describeTally(total)}`);
  return total.failed === 0 ? 0 : 1;
}

function chosenStages() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only === undefined) return stages;
  const wanted = values.only.split(',');
  const known = stages.map((stage) => stage.name);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Unmet(`No such stage: ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  return stages.filter((stage) => wanted.includes(stage.name));
}

/** Runs one stage and prints how it went; of what it printed itself, only what explains a failure. */
async function runStage(stage, lacking) {
  const startedAtMs = Date.now();
  const canRun = lacking.length === 0;
  const live = canRun && stage.alone === true && process.stdout.isTTY === true;
  const result = canRun
    ? await stage.work(live ? (text) => process.stdout.write(text) : undefined)
    : cannotRun(lacking);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  const mark = result.tally.failed === 0 ? '✓' : '✗';
  if (result.tally.failed > 0 && !live) {
    console.log(`\n── ${stage.name} ${'─'.repeat(60)}\n${result.output.trimEnd()}\n`);
  }
  console.log(`${mark} ${stage.name.padEnd(8)} ${seconds.padStart(6)} s   ${describeTally(result.tally)}`);
  for (const figure of result.measured ?? []) console.log(`           ${figure}`);
  return result;
}

function cannotRun(lacking) {
  return { output: `could not run without ${lacking.join(' and ')}`, tally: tallyOfExitCode(1) };
}
