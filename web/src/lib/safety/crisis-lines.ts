import { crisisLines } from '@sotto/protocol/safety';

export { crisisLines, findMore } from '@sotto/protocol/safety';

/** The country that a browser's languages hint at, such as `en-GB`; `undefined` where there is no line for it. */
export function countryOf(languages: readonly string[]): string | undefined {
  const countries = languages.map((tag) => /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-([A-Z]{2})\b/.exec(tag)?.[1]);
  return countries.find((code) => crisisLines.some(({ country }) => country === code));
}
