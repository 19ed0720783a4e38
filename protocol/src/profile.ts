import * as z from 'zod/mini';
import { limits } from './limits.ts';

/** What people may say of themselves and ask of others. All of it is optional but a language. */

export const ageBrackets = ['18-24', '25-34', '35-44', '45-54', '55+'] as const;
export const genders = ['woman', 'man', 'nonbinary'] as const;
export const regions = ['africa', 'americas', 'asia', 'europe', 'oceania'] as const;
/** The filters of a ticket. Those listed in `soft` widen while the person waits; the others never do. */
export const filterNames = ['languages', 'ages', 'genders', 'regions', 'interests'] as const;

export type AgeBracket = (typeof ageBrackets)[number];
export type Gender = (typeof genders)[number];
export type Region = (typeof regions)[number];
export type FilterName = (typeof filterNames)[number];

const unique = <Item>() =>
  z.refine<Item[]>((items) => new Set(items).size === items.length, 'repeats an entry');

/**
 * 2 to 50 characters: letters and marks of any script, digits, `_` and `-`. Characters are code points
 * after NFC, so that one look is one nickname; control, format and bidi characters have no place in it, nor have
 * letters and marks that show nothing, such as the Hangul filler.
 */
export const nicknameSchema = z.string().check(
  z.maxLength(limits.maxNicknameChars * 4),
  z.overwrite((text) => text.normalize('NFC')),
  z.regex(/^\P{Default_Ignorable_Code_Point}*$/u, 'no invisible characters'),
  z.regex(/^[\p{L}\p{N}_-][\p{L}\p{M}\p{N}_-]+$/u, 'only letters, digits, _ and -, and at least two of them'),
  // No script spells with more; what stacks higher is drawn over the lines above.
  z.regex(/^(?!.*\p{M}{5})/u, 'too many marks on one letter'),
  z.refine((text) => {
    const length = [...text].length;
    return length >= limits.minNicknameChars && length <= limits.maxNicknameChars;
  }, '2 to 50 characters'),
);

/** A primary language subtag of BCP 47, such as `en`, `pt`, `yue`. */
export const languageSchema = z.string().check(z.regex(/^[a-z]{2,3}$/));

/** One interest, already in the form that {@link normalizeInterest} gives. */
export const interestSchema = z.string().check(
  z.maxLength(limits.maxInterestChars * 2),
  z.refine((text) => text !== '' && normalizeInterest(text) === text, 'not a normalized interest'),
);

/**
 * Brings what somebody typed into the form in which interests are compared: NFKC, lower case, single spaces,
 * letters, digits and `+#.-&'` only, at most 30 characters. Empty when nothing is left.
 * @example normalizeInterest('  Science   Fiction! ') === 'science fiction'
 */
export function normalizeInterest(typed: string): string {
  const kept = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}+#.&' -]/gu, ' ')
    .normalize('NFKC');
  const words = kept.split(/\s+/u).filter(Boolean).join(' ');
  return [...words].slice(0, limits.maxInterestChars).join('').trim();
}

/** What a person offers. Absent means "I'd rather not say": it then meets only filters that ask nothing. */
export const aboutSchema = z.strictObject({
  languages: z.array(languageSchema).check(z.minLength(1), z.maxLength(limits.maxLanguages), unique()),
  interests: z.array(interestSchema).check(z.maxLength(limits.maxInterests), unique()),
  age: z.optional(z.enum(ageBrackets)),
  gender: z.optional(z.enum(genders)),
  region: z.optional(z.enum(regions)),
});
export type About = z.infer<typeof aboutSchema>;

/** What a person asks for. An empty list asks nothing. */
export const wantsSchema = z.strictObject({
  sharedLanguage: z.boolean(),
  minSharedInterests: z.int().check(z.gte(0), z.lte(limits.maxInterests)),
  ages: z.array(z.enum(ageBrackets)).check(unique()),
  genders: z.array(z.enum(genders)).check(unique()),
  regions: z.array(z.enum(regions)).check(unique()),
  soft: z.array(z.enum(filterNames)).check(unique()),
});
export type Wants = z.infer<typeof wantsSchema>;

/** Asks nothing of the other but a shared language: the random chat. */
export const anyone: Wants = {
  sharedLanguage: true,
  minSharedInterests: 0,
  ages: [],
  genders: [],
  regions: [],
  soft: ['languages', 'interests'],
};
