import { chooseLanguageModel, type TextLanguage } from '@sotto/moderation-models';

/**
 * The model for a chat in which these languages may be spoken (BCP 47 tags): English where it is among them, for its
 * model is the best measured, else the first that has one. `undefined`: the rules stand alone.
 */
export function languageOf(tags: readonly string[]): TextLanguage | undefined {
  const served = tags.flatMap((tag) => chooseLanguageModel(tag) ?? []);
  return served.includes('en') ? 'en' : served[0];
}
