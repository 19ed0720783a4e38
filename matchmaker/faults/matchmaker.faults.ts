import { isClean } from './history.ts';
import { runFaults } from './run.ts';

/**
 * `npm run test:faults -- matchmaker [tickets] [seed]`: a million tickets unless said otherwise, one in ten
 * cancelled, a worker killed every two seconds, connections cut, Redis killed and restarted, clocks askew.
 */

const [ticketsText, seedText] = process.argv.slice(2);
const tickets = Number(ticketsText ?? 1_000_000);
const seed = Number(seedText ?? Math.floor(Math.random() * 1e9));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(`Seed ${seed}; to run it again: npm run test:faults -- matchmaker ${tickets} ${seed}`);
const report = await runFaults(
  { seed, tickets, killEveryMs: 2_000, cutEveryMs: 3_000, restartEveryMs: 10_000, drainMs: 15_000 },
  print,
);
const { verdict, ...faults } = report;
for (const [name, count] of Object.entries({ ...verdict, ...faults }))
  print(`${name.padStart(20)}  ${count}`);
const clean = isClean(verdict);
print(clean ? 'Nothing was lost or doubled.' : `FAULTS FOUND with seed ${seed}`);
process.exitCode = clean ? 0 : 1;
print(JSON.stringify({ faults: 'matchmaker', seed, clean, ...verdict, ...faults }));
