/** `npm run models:evaluate`: measures the shipped models, rules and decision on labelled lines and prints tables. */
import { writeFileSync } from 'node:fs';

import { screenChat } from '../src/evaluation/chat.ts';
import { hidingLabels, wantedOf } from '../src/evaluation/line.ts';
import { ruleRowsOf, tryRules } from '../src/evaluation/rule-suite.ts';
import { calmRowsOf, rowsOf, type ScreenedLine } from '../src/evaluation/rows.ts';
import { isHidden, modes } from '../src/evaluation/screening.ts';
import { groupRowsOf, isRight, suiteRowsOf } from '../src/evaluation/suite.ts';
import { readArguments, usage } from './arguments.ts';
import { screenAll, shippedModels } from './models.ts';
import { printCalm, printGroups, printRows, printRules, printSuite, printTricks } from './print.ts';
import {
  dataLines,
  everydayChat,
  everydaySets,
  extraLines,
  groupLines,
  openers,
  ruleSuite,
  testSuite,
  unlistedLines,
} from './sets.ts';
import { tricksOn } from './tricks.ts';

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
const note = (message: string) => process.stderr.write(`${message}\n`);
const linesOr = <T>(read: { ok: true; lines: T } | { ok: false; message: string }): T =>
  read.ok ? read.lines : stop(read.message);

const read = readArguments(process.argv.slice(2), process.env);
if (!read.ok) stop(`${read.message}\n\n${usage}`);
const { data, extra, language, list } = read.arguments;

const screenFor = shippedModels();
const { policy } = await screenFor('en');
const hiding = hidingLabels(policy);
const bySource = (lines: readonly ScreenedLine[]) => [
  ...Map.groupBy(lines, (line) => `${line.source} ${line.language}`).values(),
];

const extras = extra.flatMap((file) => linesOr(extraLines(file, language)));
const fromData = data === undefined ? [] : linesOr(dataLines(data));
if (data === undefined)
  note('No data folder (MODERATION_DATA or --data): measuring what lies in the project only.');
note(`${fromData.length + extras.length} lines and the project's own …`);

const suite = await screenAll(testSuite(), screenFor);
const tables = await screenAll(extras, screenFor);
const sets = await screenAll(fromData, screenFor);
const chat = await screenChat(everydayChat(), 'suites/everyday', async (text, tag, moment) =>
  (await screenFor(tag)).screen(text, moment),
);
const opening = await screenAll(openers(), screenFor);
const everything = [...sets, ...suite, ...chat, ...opening, ...tables];

function printGroupsOf(name: string, lines: readonly ScreenedLine[]) {
  const groups = modes.flatMap((mode) => groupRowsOf(lines, mode, hiding).map((row) => ({ ...row, mode })));
  if (groups.length > 0) printGroups(name, groups);
}

const rows = [];
for (const lines of bySource([...sets, ...suite, ...tables])) {
  const screen = await screenFor(lines[0]?.language ?? '');
  rows.push(...rowsOf(lines, screen.policy.thresholds, hiding));
}
printRows(rows);

const calm = sets.filter((line) => everydaySets.includes(line.source));
const calmRows = bySource(calm).flatMap((lines) => calmRowsOf(lines[0]?.source ?? '', lines));
calmRows.push(...calmRowsOf('suites/everyday', chat));
calmRows.push(...bySource(opening).flatMap((lines) => calmRowsOf(lines[0]?.source ?? '', lines)));
if (calm.length > 0) calmRows.push(...calmRowsOf('together', [...calm, ...chat]));
printCalm(calmRows);

printRules(ruleRowsOf(tryRules(ruleSuite())));
for (const lines of [suite, ...bySource(tables)]) {
  const name = lines[0]?.source ?? '';
  printSuite(name, suiteRowsOf(lines, hiding, modes), modes);
  printGroupsOf(name, lines);
}
printGroupsOf(
  'suites/test, its harmless templates for every group',
  await screenAll(groupLines(), screenFor),
);
printGroupsOf(
  'the same for groups that the model has no name for',
  await screenAll(unlistedLines(), screenFor),
);

const paradetox = sets.filter((line) => line.source === 'paradetox' && line.labels.toxic === 1);
const plain =
  paradetox.length > 0
    ? paradetox
    : suite.filter(
        (line) => wantedOf(line.labels, hiding) === 'hide' && !line.category?.startsWith('spelling'),
      );
printTricks(plain[0]?.source ?? '', await tricksOn(plain, screenFor));
const inEnglish = await screenAll(
  tryRules(ruleSuite())
    .filter((line) => line.language === 'en')
    .map(({ text, language: tag }) => ({ text, language: tag, source: 'suites/rules', labels: {} })),
  screenFor,
);
printTricks(
  'suites/rules, English',
  await tricksOn(
    inEnglish.filter(({ screened }) => isHidden(screened, 'both')),
    screenFor,
  ),
);

if (list !== undefined) {
  const wrong = everything.filter((line) => isRight(line, 'both', hiding) === false);
  const entries = wrong.map(({ screened, ...line }) => {
    const reasons = screened.verdicts.both.standard.reasons.filter((reason) => reason.action !== 'allow');
    return JSON.stringify({ ...line, action: screened.verdicts.both.standard.action, reasons });
  });
  writeFileSync(list, entries.join('\n') + '\n');
  note(`${wrong.length} lines that were treated wrong are in ${list}`);
}
