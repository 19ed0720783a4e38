import { readFileSync } from 'node:fs';

const suite = new URL('../../../moderation-models/suites/test.jsonl', import.meta.url);

/** So many messages of exactly so many words, cut from the lines of the suite that tests the models. */
export function messages(count: number, words: number): string[] {
  const all = readFileSync(suite, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => (JSON.parse(line) as { text: string }).text.split(/\s+/));
  return Array.from({ length: count }, (_, at) =>
    Array.from({ length: words }, (_, word) => all[(at * words + word) % all.length]).join(' '),
  );
}
