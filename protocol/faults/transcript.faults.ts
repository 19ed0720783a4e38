import {
  honestTrial,
  tamperings,
  tamperingTrial,
  trialsInBlock,
  worldsOf,
} from '../src/testing/tampering/trial.ts';
import { runTranscript } from './run.ts';
import { sumOf, tableOf } from './tally.ts';

/**
 * `npm run test:faults -- transcript [tampered] [seed] [honest]`: a million reports tampered with in every way that
 * `src/testing/tampering` knows, and 100,000 honest ones, unless said otherwise.
 * `npm run test:faults -- transcript trial NUMBER SEED` runs one trial again.
 */

const args = process.argv.slice(2);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

if (args[0] === 'trial') await runOne(Number(args[1]), Number(args[2]));
else await runAll(Number(args[0] ?? 1_000_000), Number(args[1] ?? Math.floor(Math.random() * 1e9)), args[2]);

async function runAll(tampered: number, seed: number, honestText?: string): Promise<void> {
  const honest = Number(honestText ?? Math.ceil(tampered / 10));
  print(`Seed ${seed}; to run it again: npm run test:faults -- transcript ${tampered} ${seed} ${honest}`);
  let told = 0;
  const report = await runTranscript({ seed, tampered, honest }, (done) => {
    if (done - told < 50_000) return;
    told = done;
    print(`${done} of ${tampered + honest} trials`);
  });
  print(tableOf(report.tampered));
  for (const lie of report.lies.slice(0, 20)) print(`FAULT with seed ${seed}: ${lie}`);
  const trials = sumOf(report.tampered, (entry) => entry.trials);
  const acceptedAsConfirmed = sumOf(report.tampered, (entry) => entry.lies);
  const honestTrials = sumOf(report.honest, (entry) => entry.trials);
  const honestRefused = honestTrials - sumOf(report.honest, (entry) => entry.accepted);
  const classes = Object.keys(report.tampered).length;
  const clean = report.lies.length === 0 && trials === tampered && honestTrials === honest;
  print(
    clean ? 'Nothing false was confirmed, and nothing honest refused.' : `FAULTS FOUND with seed ${seed}`,
  );
  process.exitCode = clean ? 0 : 1;
  const figures = { trials, classes, acceptedAsConfirmed, honest: honestTrials, honestRefused };
  const { seconds } = report;
  print(JSON.stringify({ faults: 'transcript', seed, clean, ...figures, known: tamperings.length, seconds }));
}

async function runOne(trial: number, seed: number): Promise<void> {
  const worlds = await worldsOf(seed, Math.floor(trial / trialsInBlock));
  const tampered = await tamperingTrial(seed, trial, worlds);
  const honest = await honestTrial(seed, trial, worlds);
  print(JSON.stringify({ faults: 'transcript', seed, trial, tampered, honest }));
}
