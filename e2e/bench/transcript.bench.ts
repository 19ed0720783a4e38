import { availableParallelism, loadavg } from 'node:os';
import { messagesInChromium } from './transcript/in-chromium.ts';
import { measureMessages, type MessageContestant } from './transcript/message.ts';
import { longReport, measureReports, processorMs, type ReportContestant } from './transcript/report.ts';
import { difference, figure, type Figure, type Timings } from './transcript/timings.ts';

/**
 * What the signed transcript costs: a message in Node and in Chromium, beside the least that signing and sealing can cost there and
 * beside tweetnacl alone; a report of 200 lines on the server. Every figure is the middle one of several rounds, with the lowest
 * and the highest: other work on the machine moves them.
 */

const rounds = 5;
const messagesARound = 500;
const slowMessagesARound = 20;
const reportsARound = 100;
const slowReportsARound = 1;

const mostReportP99Ms = 50;
const mostAddedP50Ms = 2;

const browser = await messagesInChromium();
try {
  const report = await longReport();
  const inNode: Timings<MessageContestant>[] = [];
  const inChromium: Timings<MessageContestant>[] = [];
  const reports: Timings<ReportContestant>[] = [];
  const computed: Timings<ReportContestant>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    inNode.push(await measureMessages(messagesARound, slowMessagesARound));
    inChromium.push(await browser.measure(messagesARound, slowMessagesARound));
    reports.push(await measureReports(report, reportsARound, slowReportsARound));
    computed.push(await measureReports(report, reportsARound, 0, processorMs));
  }
  tell(inNode, inChromium, reports, computed);
} finally {
  await browser.close();
}

function tell(
  inNode: readonly Timings<MessageContestant>[],
  inChromium: readonly Timings<MessageContestant>[],
  reports: readonly Timings<ReportContestant>[],
  computed: readonly Timings<ReportContestant>[],
): void {
  const message = (where: string, all: readonly Timings<MessageContestant>[]) =>
    (
      [
        ['transcript', 'write, sign, seal, open, verify'],
        ['floor', 'bare secretbox and WebCrypto'],
        ['tweetnacl', 'tweetnacl alone'],
        ['sealing', 'sealing alone, nothing signed'],
      ] as const
    ).map(([name, words]) => row(`${where}: ${words}`, figure(all, name, 0.5), figure(all, name, 0.99)));
  const report = (name: ReportContestant, words: string) =>
    row(`report of 200 lines: ${words}`, figure(reports, name, 0.5), figure(reports, name, 0.99));
  console.table([
    ...message('Node', inNode),
    ...message('Chromium', inChromium),
    report('server', 'as the server decides'),
    row(
      'report of 200 lines: of that, computing on all cores',
      figure(computed, 'server', 0.5),
      figure(computed, 'server', 0.99),
    ),
    report('floor', 'its signatures, bare WebCrypto'),
    report('tweetnacl', 'tweetnacl alone'),
  ]);
  const added = difference(inChromium, 'transcript', 'sealing');
  const reportP99 = figure(reports, 'server', 0.99);
  console.log(`${rounds} rounds; in brackets the lowest and the highest`);
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${availableParallelism()} cores, on which ${load} threads wanted to run in the last minute`);
  bar('a report of 200 lines, p99', reportP99, mostReportP99Ms);
  bar("what the transcript adds to a message's way in Chromium, p50", added, mostAddedP50Ms);
  const metrics = {
    report200_p50_ms: rounded(figure(reports, 'server', 0.5).ms),
    report200_p99_ms: rounded(reportP99.ms),
    report200_cpu_p50_ms: rounded(figure(computed, 'server', 0.5).ms),
    report200_cpu_p99_ms: rounded(figure(computed, 'server', 0.99).ms),
    report200_floor_p50_ms: rounded(figure(reports, 'floor', 0.5).ms),
    report200_floor_p99_ms: rounded(figure(reports, 'floor', 0.99).ms),
    report200_tweetnacl_p50_ms: rounded(figure(reports, 'tweetnacl', 0.5).ms),
    ...messageMetrics('chromium', inChromium),
    ...messageMetrics('node', inNode),
    added_p50_ms_chromium: rounded(added.ms),
    rounds,
  };
  console.log(JSON.stringify({ bench: 'transcript', metrics }));
}

function messageMetrics(
  where: string,
  all: readonly Timings<MessageContestant>[],
): Readonly<Record<string, number>> {
  return {
    [`message_p50_ms_${where}`]: rounded(figure(all, 'transcript', 0.5).ms),
    [`message_p99_ms_${where}`]: rounded(figure(all, 'transcript', 0.99).ms),
    [`floor_p50_ms_${where}`]: rounded(figure(all, 'floor', 0.5).ms),
    [`floor_p99_ms_${where}`]: rounded(figure(all, 'floor', 0.99).ms),
    [`tweetnacl_p50_ms_${where}`]: rounded(figure(all, 'tweetnacl', 0.5).ms),
  };
}

function row(name: string, p50: Figure, p99: Figure): Record<string, string> {
  return { '': name, 'p50 ms': words(p50), 'p99 ms': words(p99) };
}

function bar(what: string, measured: Figure, mostMs: number): void {
  const verdict = measured.ms <= mostMs ? 'held' : 'MISSED';
  console.log(`${what}: ${words(measured)} ms, at most ${mostMs} is the aim: ${verdict}`);
}

function words({ ms, lowMs, highMs }: Figure): string {
  return `${rounded(ms)} (${rounded(lowMs)}–${rounded(highMs)})`;
}

function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}
