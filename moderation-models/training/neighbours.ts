/** Words with their vectors, the most frequent first. */
export type WordVectors = Readonly<Record<string, readonly number[]>>;

const dimensions = 100;
/** Frequent words that may stand in for another, and those so frequent that they hold a sentence together. */
const candidates = 16_000;
const glue = 120;
const kept = 12;
const minLikeness = 0.45;

/**
 * For each of the words that is frequent enough the words most like it by the cosine of their vectors, the nearest first.
 * Words that hold a sentence together have none.
 */
export function neighboursOf(words: Iterable<string>, vectors: WordVectors): Map<string, readonly string[]> {
  const names = Object.keys(vectors)
    .slice(0, candidates + glue)
    .filter((name) => /^[a-z]{3,}$/.test(name));
  const glueWords = new Set(Object.keys(vectors).slice(0, glue));
  const table = new Float32Array(names.length * dimensions);
  names.forEach((name, at) => table.set(unit(vectors[name] ?? []), at * dimensions));
  const found = new Map<string, readonly string[]>();
  for (const word of words) {
    const own = vectors[word];
    if (own === undefined || glueWords.has(word)) continue;
    const vector = unit(own);
    const near: { readonly name: string; readonly likeness: number }[] = [];
    for (let at = 0; at < names.length; at += 1) {
      let likeness = 0;
      const from = at * dimensions;
      for (let of = 0; of < dimensions; of += 1) likeness += (vector[of] ?? 0) * (table[from + of] ?? 0);
      const name = names[at] ?? '';
      if (likeness >= minLikeness && name !== word && !glueWords.has(name)) near.push({ name, likeness });
    }
    near.sort((a, b) => b.likeness - a.likeness);
    if (near.length > 0)
      found.set(
        word,
        near.slice(0, kept).map(({ name }) => name),
      );
  }
  return found;
}

function unit(vector: readonly number[]): Float32Array {
  const cut = Float32Array.from(vector.slice(0, dimensions));
  const length = Math.hypot(...cut);
  return cut.map((value) => value / length);
}
