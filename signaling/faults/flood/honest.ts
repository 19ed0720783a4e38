import { apiPath, receiptsPath } from '@sotto/protocol';
import { Crowd, newTimes, type CrowdTimes } from '../../bench/lib/crowd.ts';
import { atRate, Latencies } from '../../bench/lib/latencies.ts';
import { Visitor } from '../../bench/lib/visitor.ts';
import { within } from '../../bench/lib/within.ts';

/** What honest people felt. */
export interface HonestReading {
  readonly times: CrowdTimes & { readonly lookUp: Latencies };
  /** Why somebody did not get what they came for. */
  readonly failures: readonly string[];
}

/** Whoever waits so long goes away. */
const patienceMs = 10_000;
const perSecond = { couples: 3, waiting: 3, signals: 100, lookUps: 3 };

/** Honest people: each comes from an address prefix of their own. */
export class HonestPeople {
  readonly crowd: Crowd;
  readonly #url: string;
  #lookUps = 0;

  constructor(url: string) {
    this.#url = url;
    this.crowd = new Crowd(url, (n) => `127.${16 + (n >> 8)}.${n % 256}.1`);
  }

  /** People come, meet, signal, look reports up and go, for so long. */
  async live(durationMs: number): Promise<HonestReading> {
    const times = { ...newTimes(), lookUp: new Latencies() };
    const failures: string[] = [];
    const patiently = async (deed: Promise<void>): Promise<void> => {
      try {
        if ((await within(patienceMs, deed)) === 'late') failures.push('took too long');
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
    };
    const { crowd } = this;
    await Promise.all([
      atRate(perSecond.couples, durationMs, () => patiently(crowd.changeCouple(times))),
      atRate(perSecond.waiting, durationMs, () => patiently(crowd.changeWaiting(times))),
      atRate(perSecond.signals, durationMs, (n) => patiently(crowd.signal(n, times))),
      atRate(perSecond.lookUps, durationMs, () => patiently(this.#lookUp(times.lookUp))),
    ]);
    return { times, failures };
  }

  /** Somebody asks what became of a report. That there is none is an answer, too. */
  async #lookUp(lookUp: Latencies): Promise<void> {
    const n = this.#lookUps++;
    const visitor = new Visitor(this.#url, `127.${16 + ((n >> 8) % 200)}.${n % 256}.2`);
    const body = JSON.stringify({ receipt: 'A'.repeat(43) });
    const startMs = performance.now();
    const { status, text } = await visitor.ask('POST', `${apiPath}${receiptsPath}`, { body });
    lookUp.add(performance.now() - startMs);
    visitor.leave();
    if (status !== 404) throw new Error(`not looked up: ${status} ${text}`);
  }
}
