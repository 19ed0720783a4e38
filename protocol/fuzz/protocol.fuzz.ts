import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { TargetReport } from '../src/testing/fuzzing/fuzz.ts';
import type { Share } from './share.ts';

/**
 * `npm run test:fuzz -- protocol [inputs] [seed]`: ten million inputs unless said otherwise, on every parser of what comes
 * from outside. The seed fixes them all.
 */

const [inputsText, seedText] = process.argv.slice(2);
const inputs = Number(inputsText ?? 10_000_000);
const seed = Number(seedText ?? Math.floor(Math.random() * 1e9));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(`Seed ${seed}; to run it again: npm run test:fuzz -- protocol ${inputs} ${seed}`);
const startedAtMs = performance.now();
const rssBefore = process.memoryUsage.rss();
const step = availableParallelism();
const reports: TargetReport[] = [];
await Promise.all(Array.from({ length: step }, (_, first) => inThread({ seed, inputs, first, step })));

const names = [...new Set(reports.map(({ name }) => name))];
print(
  `${'parser'.padEnd(24)}${'inputs'.padStart(10)}${'slowest ms'.padStart(12)}${'MiB a batch'.padStart(12)}${'faults'.padStart(8)}`,
);
for (const name of names) {
  const of = reports.filter((report) => report.name === name);
  const sum = (what: (report: TargetReport) => number): number =>
    of.reduce((all, report) => all + what(report), 0);
  const most = (what: (report: TargetReport) => number): number => Math.max(...of.map(what));
  const cells = [
    String(sum((report) => report.inputs)).padStart(10),
    most((report) => report.slowestMs)
      .toFixed(1)
      .padStart(12),
    (most((report) => report.mostAllocated) / 2 ** 20).toFixed(1).padStart(12),
    String(sum((report) => report.faults.length)).padStart(8),
  ];
  print(`${name.padEnd(24)}${cells.join('')}`);
}
const faults = reports.flatMap((report) => report.faults);
for (const fault of faults.slice(0, 40)) print(`FAULT with seed ${seed}: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
print(
  JSON.stringify({
    fuzz: 'protocol',
    seed,
    inputs: reports.reduce((sum, report) => sum + report.inputs, 0),
    parsers: names.length,
    faults: faults.length,
    slowestMs: Math.round(Math.max(...reports.map(({ slowestMs }) => slowestMs))),
    rssGrowthMiB: Math.round((process.memoryUsage.rss() - rssBefore) / 2 ** 20),
    seconds: Math.round((performance.now() - startedAtMs) / 1_000),
  }),
);

function inThread(share: Share): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
    worker.on('message', (report: TargetReport) => void reports.push(report));
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
  });
}
