import { obfuscate, obfuscations } from '../src/evaluation/obfuscation.ts';
import { seededRandom } from '../src/evaluation/random.ts';
import type { ScreenedLine } from '../src/evaluation/rows.ts';
import { modes } from '../src/evaluation/screening.ts';
import { trickRowOf, type TrickRow } from '../src/evaluation/suite.ts';
import { screenAll, type shippedModels } from './models.ts';

const seed = 7;

/** Plays each trick on the lines and screens them again; the rows come by mode. The same lines give the same rows. */
export async function tricksOn(
  plain: readonly ScreenedLine[],
  screenFor: ReturnType<typeof shippedModels>,
): Promise<TrickRow[]> {
  const resampling = seededRandom(seed);
  const rows = modes.map((mode) => trickRowOf('as written', mode, plain, plain, resampling));
  const playing = seededRandom(seed);
  for (const trick of obfuscations) {
    const tried = plain.map((line) => ({ ...line, text: obfuscate(line.text, trick, playing) }));
    const screened = await screenAll(tried, screenFor);
    rows.push(...modes.map((mode) => trickRowOf(trick, mode, plain, screened, resampling)));
  }
  return rows.sort((a, b) => modes.indexOf(a.mode) - modes.indexOf(b.mode));
}
