import { readFileSync } from 'node:fs';

import { defaultPolicy } from '../src/decision/default-policy.ts';
import { withThresholds, type Policy } from '../src/decision/policy.ts';
import type { EvaluatedLine } from '../src/evaluation/line.ts';
import type { ScreenedLine } from '../src/evaluation/rows.ts';
import { screenLine, type Moment, type Screened } from '../src/evaluation/screening.ts';
import { chooseLanguageModel } from '../src/text/language.ts';
import { textManifestSchema } from '../src/text/manifest.ts';
import { createTextModel, type TextModel } from '../src/text/model.ts';
import { openTextModel } from '../training/session.ts';

const folder = new URL('../models/', import.meta.url);

/** What screens the lines of a language: its model, where one is shipped, and the policy with that model's thresholds. */
export interface Screen {
  readonly policy: Policy;
  readonly model: TextModel | undefined;
  /** As the app does: the scores by the model, then rules and table. */
  screen(text: string, moment?: Moment): Promise<Screened>;
}

/** Opens the shipped models as they are asked for, by the language of a line. */
export function shippedModels(): (languageTag: string) => Promise<Screen> {
  const json: unknown = JSON.parse(readFileSync(new URL('manifest-text.json', folder), 'utf8'));
  const { models } = textManifestSchema.parse(json);
  const opened = new Map<string, Promise<Screen>>();
  const open = async (tag: string): Promise<Screen> => {
    const language = chooseLanguageModel(tag);
    const manifest = language && models[language];
    const model = manifest && createTextModel(await openTextModel(new URL(manifest.file, folder)), manifest);
    const policy = manifest ? withThresholds(defaultPolicy, { text: manifest.thresholds }) : defaultPolicy;
    return {
      policy,
      model,
      async screen(text, moment) {
        return screenLine(text, await model?.score(text), policy, moment);
      },
    };
  };
  return (tag) => {
    const key = chooseLanguageModel(tag) ?? '';
    const screen = opened.get(key) ?? open(tag);
    opened.set(key, screen);
    return screen;
  };
}

/** Screens lines one by one, each by the model of its language. */
export async function screenAll(
  lines: readonly EvaluatedLine[],
  screenFor: ReturnType<typeof shippedModels>,
): Promise<ScreenedLine[]> {
  const screened: ScreenedLine[] = [];
  for (const line of lines)
    screened.push({ ...line, screened: await (await screenFor(line.language)).screen(line.text) });
  return screened;
}
