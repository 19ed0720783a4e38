/** What a worker of this bench is asked to do; it answers each job with a {@link Answer}. */
export type Job =
  /** Loads the models and tells each first verdict; sent at once when the worker is made. */
  | { readonly kind: 'first'; readonly text?: string; readonly picture?: Size }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  /** The same picture again and again. */
  | { readonly kind: 'picture'; readonly size: Size; readonly rounds: number };

export interface Size {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
}

export interface Answer {
  /** How long each text or round took. */
  readonly ms: readonly number[];
  /** Of the last picture, in the order drawing, hentai, neutral, porn, sexy. */
  readonly scores?: readonly number[];
  readonly error?: string;
}

/** A picture of slopes, waves and grain, opaque; decoded pixels, as both contestants are given them. */
export function paint({ width, height, seed }: Size): ImageData {
  const image = new ImageData(width, height);
  let state = seed;
  for (let at = 0; at < width * height; at += 1) {
    const x = (at % width) / width;
    const y = Math.floor(at / width) / height;
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const grain = (state >>> 24) / 16;
    const wave = 60 * Math.sin(x * (4 + seed) + 3 * y) * Math.cos(y * (6 + seed));
    image.data[at * 4] = 90 + 80 * y + wave + grain;
    image.data[at * 4 + 1] = 120 + 60 * x - wave + grain;
    image.data[at * 4 + 2] = 200 - 120 * y + wave / 2 + grain;
    image.data[at * 4 + 3] = 255;
  }
  return image;
}

/** Answers each message of a worker with what comes of its job. */
export function answerJobs(work: (job: Job) => Promise<Answer>): void {
  addEventListener('message', ({ data }: MessageEvent<Job>) => {
    void work(data)
      .catch((error: unknown): Answer => ({ ms: [], error: String(error) }))
      .then((answer) => postMessage(answer));
  });
}

/** How long each run takes, one after the other. */
export async function timed<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<number[]> {
  const ms: number[] = [];
  for (const item of items) {
    const startedAtMs = performance.now();
    await run(item);
    ms.push(performance.now() - startedAtMs);
  }
  return ms;
}
