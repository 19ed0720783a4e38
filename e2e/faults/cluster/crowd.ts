import { anyone } from '@sotto/protocol';
import type { Cluster } from '../../cluster/cluster.ts';
import { ScriptedClient } from './scripted.ts';
import { Session } from './session.ts';

const atOnce = 25;
/** Two clocks, one rounding and a busy machine lie between the age that is told and the true one. */
const ageToleranceMs = 2_000;
const longestReturnMs = 60_000;

/** What became of the tickets of all that wait. */
export interface CrowdVerdict {
  readonly lost: number;
  readonly agesLost: number;
  readonly offline: number;
  readonly resumes: number;
  readonly resumeP99Ms: number;
}

/** People who wait for whom nobody here is: men who want to meet women. */
export class Crowd {
  readonly #cluster: Cluster;
  readonly #clients: ScriptedClient[] = [];

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  get size(): number {
    return this.#clients.length;
  }

  async gather(count: number): Promise<void> {
    for (let begun = 0; begun < count; begun += atOnce) {
      const batch = Array.from({ length: Math.min(atOnce, count - begun) }, () =>
        this.#newcomer('man', 'woman'),
      );
      this.#clients.push(...(await Promise.all(batch)));
    }
  }

  /** Waits until everybody's socket is back, or for a minute. */
  async returned(): Promise<void> {
    const endMs = performance.now() + longestReturnMs;
    while (this.#clients.some(({ online }) => !online) && performance.now() < endMs) await soon();
  }

  /** Resolves with how many of so many women who come now meet one of those who wait. */
  async meet(women: number): Promise<number> {
    const before = this.#clients.filter(({ matched }) => matched).length;
    const met = await Promise.all(Array.from({ length: women }, () => this.#newcomer('woman', 'man')));
    const endMs = performance.now() + longestReturnMs;
    const matched = (): number => this.#clients.filter((client) => client.matched).length - before;
    while (matched() < women && performance.now() < endMs) await soon();
    for (const client of met) client.stop();
    return matched();
  }

  /** Since the last time, for resumes; since the start, for all else. */
  verdict(): CrowdVerdict {
    const resumes = this.#clients.flatMap(({ resumesMs }) => resumesMs.splice(0)).sort((a, b) => a - b);
    return {
      lost: sum(this.#clients.map(({ lost }) => lost)),
      agesLost: this.#clients.filter(({ ageDriftMs }) => ageDriftMs > ageToleranceMs).length,
      offline: this.#clients.filter(({ online }) => !online).length,
      resumes: resumes.length,
      resumeP99Ms: Math.round(resumes[Math.floor(resumes.length * 0.99)] ?? 0),
    };
  }

  stop(): void {
    for (const client of this.#clients) client.stop();
  }

  async #newcomer(gender: 'man' | 'woman', wanted: 'man' | 'woman'): Promise<ScriptedClient> {
    const { nodes, origin } = this.#cluster;
    const session = await Session.open(
      () => nodes[Math.floor(Math.random() * nodes.length)]?.directUrl ?? '',
    );
    const client = new ScriptedClient({
      origin,
      access: () => session.access(),
      seek: {
        about: { languages: ['en'], interests: [], gender },
        wants: { ...anyone, genders: [wanted] },
      },
    });
    await client.start();
    return client;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Nothing tells when the last of thousands is back: this is how finely it is asked. */
function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
