import { textLanguages, type TextLanguage } from './manifest.ts';

/**
 * The language of the model that reads a chat of this language (a BCP 47 tag such as `pt-BR`); undefined where
 * there is none, so that the rules alone carry the load.
 */
export function chooseLanguageModel(languageTag: string): TextLanguage | undefined {
  const primary = languageTag.slice(0, 35).toLowerCase().split(/[-_]/, 1)[0];
  return textLanguages.find((language) => language === primary);
}
