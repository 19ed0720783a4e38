import { languageSchema, limits } from '@sotto/protocol';

/** Languages to choose from, by their primary subtag: those of ISO 639-1 with many speakers, and a few of 639-3. */
export const languageCodes: readonly string[] =
  'af am ar as az be bg bn bo br bs ca cs cy da de dv dz el en eo es et eu fa fi fil fo fr fy ga gd gl gn gu ha he hi hr ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb ln lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn oc om or pa pl ps pt qu rm ro ru rw sc sd si sk sl sm sn so sq sr st su sv sw ta te tg th ti tk tn tr ts tt ug uk ur uz vi wo xh yi yo yue zh zu'.split(
    ' ',
  );

/** A language by its own name for itself and, where different, in the language of the page. */
export interface LanguageName {
  readonly code: string;
  readonly own: string;
  readonly name: string;
}

/** Browsers without a name for a code give the code itself. */
export function languageName(code: string, pageLanguage: string): LanguageName {
  const nameIn = (locale: string): string =>
    new Intl.DisplayNames([locale, pageLanguage], { type: 'language', fallback: 'code' }).of(code) ?? code;
  return { code, own: nameIn(code), name: nameIn(pageLanguage) };
}

/** The languages that fit what was typed, by code, own name or name; those that begin with it come first. */
export function searchLanguages(all: readonly LanguageName[], typed: string): readonly LanguageName[] {
  const wanted = plain(typed.trim());
  if (wanted === '') return all;
  const keys = (language: LanguageName): string[] => [language.name, language.own, language.code].map(plain);
  const begins = all.filter((language) => keys(language).some((key) => key.startsWith(wanted)));
  const holds = all.filter(
    (language) => !begins.includes(language) && keys(language).some((key) => key.includes(wanted)),
  );
  return [...begins, ...holds];
}

/**
 * The languages that a browser prefers, as far as the protocol knows such; English where it tells none.
 * @example presetLanguages(['pt-BR', 'pt', 'en-US']) gives ['pt', 'en']
 */
export function presetLanguages(preferred: readonly string[]): string[] {
  const primary = preferred
    .map((tag) => (tag.split('-')[0] ?? '').toLowerCase())
    .filter((code) => languageSchema.safeParse(code).success);
  const known = [...new Set(primary)].slice(0, limits.maxLanguages);
  return known.length === 0 ? ['en'] : known;
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
