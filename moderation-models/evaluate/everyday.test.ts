import { expect, test } from 'vitest';

import { screenChat, type ScreenText } from '../src/evaluation/chat.ts';
import { isHidden, screenLine } from '../src/evaluation/screening.ts';
import { defaultPolicy } from '../src/decision/default-policy.ts';
import type { ScreenedLine } from '../src/evaluation/rows.ts';
import { screenAll, shippedModels } from './models.ts';
import { everydayChat, openers } from './sets.ts';

const chat = everydayChat();
const rulesAlone: ScreenText = (text, _language, moment) =>
  Promise.resolve(screenLine(text, undefined, defaultPolicy, moment));

/** What a reader or writer at the standard setting would be troubled with, and why. */
const troubled = (lines: readonly ScreenedLine[]) =>
  lines.flatMap(({ text, screened }) => {
    const verdicts = [screened.verdicts.both.standard, screened.writer.both];
    const reasons = verdicts.flatMap((verdict) => verdict.reasons.filter(({ action }) => action !== 'allow'));
    return reasons.length > 0 || screened.writer.both.offersHelp ? [{ text, reasons }] : [];
  });

test('the everyday chat has 200 lines of several dialects and languages', () => {
  expect(chat.conversations.flatMap(({ lines }) => lines)).toHaveLength(200);
  const languages = new Set(chat.conversations.map(({ language }) => language));
  expect([...languages].sort()).toEqual(['de', 'en', 'es', 'fr', 'pt']);
});

test('nobody in the everyday chat meets a false alarm of the rules', async () => {
  expect(troubled(await screenChat(chat, 'everyday', rulesAlone))).toEqual([]);
});

test('nobody in the everyday chat meets a false alarm of rules and shipped models', async () => {
  const screenFor = shippedModels();
  const screen: ScreenText = async (text, language, moment) =>
    (await screenFor(language)).screen(text, moment);
  expect(troubled(await screenChat(chat, 'everyday', screen))).toEqual([]);
}, 60_000);

test('of a hundred lines with which strangers begin no more than one is hidden, and of a hundred single words', async () => {
  const screened = await screenAll(openers(), shippedModels());
  const bySource = [...Map.groupBy(screened, ({ source }) => source).values()];
  expect(bySource).toHaveLength(2);
  for (const lines of bySource) {
    const hidden = lines.filter((line) => isHidden(line.screened, 'both'));
    expect(hidden.length / lines.length).toBeLessThanOrEqual(0.01);
  }
}, 60_000);

test('the same chat with a threat and an advert in it is not let through', async () => {
  const spoilt: typeof chat = {
    version: 1,
    conversations: [
      {
        language: 'en',
        about: 'spoilt',
        lines: [
          ['a', 'hey, how are you?'],
          ['b', 'I will kill you'],
          ['b', 'earn $500 a day from home'],
          ['a', 'no thanks'],
        ],
      },
    ],
  };
  const found = troubled(await screenChat(spoilt, 'spoilt', rulesAlone));
  expect(found.map(({ text }) => text)).toEqual(['I will kill you', 'earn $500 a day from home']);
});
