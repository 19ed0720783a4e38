import { fuzz, inputsOf } from '@sotto/protocol/fuzzing';
import { ticketTargets } from './ticket-target.ts';

/** `npm run test:fuzz -- signaling [inputs] [seed]`: half a million inputs unless said otherwise. */

const [inputsText, seedText] = process.argv.slice(2);
const inputs = Number(inputsText ?? 500_000);
const seed = Number(seedText ?? Math.floor(Math.random() * 1e9));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(`Seed ${seed}; to run it again: npm run test:fuzz -- signaling ${inputs} ${seed}`);
const targets = await ticketTargets();
const reports = [];
for (const target of targets) {
  const to = inputsOf(target, targets, inputs);
  reports.push(await fuzz(target, { seed, from: 0, to, step: 1 }));
}
for (const { name, inputs: tried, slowestMs, faults } of reports)
  print(`${name.padEnd(24)}${tried} inputs, slowest ${slowestMs.toFixed(1)} ms, ${faults.length} faults`);
const faults = reports.flatMap((report) => report.faults);
for (const fault of faults) print(`FAULT with seed ${seed}: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
const tried = reports.reduce((sum, report) => sum + report.inputs, 0);
print(
  JSON.stringify({ fuzz: 'signaling', seed, inputs: tried, parsers: reports.length, faults: faults.length }),
);
