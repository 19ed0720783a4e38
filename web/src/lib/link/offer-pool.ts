import type { SignalData } from '@sotto/protocol';
import type { LinkConfig } from './peer-link.ts';
import type { Transport, TransportListener } from './transport.ts';

/** An offer waits for its first candidates this long, then goes out; what is found later trickles. */
const bundleMs = 40;
/** An older offer is made anew: networks change, and relays forget. */
const offerLifeMs = 5 * 60_000;

/** An offer and the transport behind it, unused so far. */
export interface PreparedOffer {
  readonly transport: Transport;
  readonly config: LinkConfig;
  /** `undefined` while it is being made: then it comes by the transport's listener. */
  readonly sdp: string | undefined;
  /** Found since `sdp` was written. */
  readonly candidates: readonly SignalData[];
}

interface Entry {
  readonly transport: Transport;
  readonly config: LinkConfig;
  readonly madeAtMs: number;
  readonly ready: Promise<string | undefined>;
  sdp: string | undefined;
  readonly candidates: SignalData[];
  /** Writes the offer down as it is now, if it is. */
  finish(): void;
  abandon(): void;
}

/**
 * Holds at most one offer made in advance. Somebody who turns out to be the answerer leaves it here for the next
 * time: otherwise each "Next" would cost two connections of the 500 that Chromium lets a tab have.
 */
export class OfferPool {
  readonly #createTransport: (config: LinkConfig) => Transport;
  readonly #now: () => number;
  #entry: Entry | undefined;

  constructor(createTransport: (config: LinkConfig) => Transport, now: () => number) {
    this.#createTransport = createTransport;
    this.#now = now;
  }

  /** The offer that lies here, or a new one. `undefined` where the pool was emptied meanwhile. */
  prepare(config: LinkConfig): Promise<string | undefined> {
    const entry = this.#entry;
    if (
      entry !== undefined &&
      sameConfig(entry.config, config) &&
      this.#now() - entry.madeAtMs < offerLifeMs
    ) {
      return entry.ready;
    }
    this.clear();
    const made = this.#make(config);
    this.#entry = made;
    return made.ready;
  }

  /** Takes the offer out, finished or not, where there is one made under the same policy. */
  take({ icePolicy }: LinkConfig): PreparedOffer | undefined {
    const entry = this.#entry;
    if (entry?.config.icePolicy !== icePolicy) return undefined;
    entry.finish();
    this.#entry = undefined;
    const { transport, config, sdp, candidates } = entry;
    return { transport, config, sdp, candidates };
  }

  /** Lets go of what lies here. */
  clear(): void {
    const entry = this.#entry;
    this.#entry = undefined;
    entry?.abandon();
  }

  #make(config: LinkConfig): Entry {
    const transport = this.#createTransport(config);
    const candidates: SignalData[] = [];
    const { promise: ready, resolve } = Promise.withResolvers<string | undefined>();
    const finish = (): void => {
      if (this.#entry !== entry || entry.sdp !== undefined) return;
      entry.sdp = transport.unansweredOffer;
      resolve(entry.sdp);
    };
    const abandon = (): void => {
      transport.release();
      resolve(undefined);
    };
    const entry: Entry = {
      transport,
      config,
      madeAtMs: this.#now(),
      ready,
      sdp: undefined,
      candidates,
      finish,
      abandon,
    };
    const listener: TransportListener = {
      signal: (data) => {
        // Candidates from before are in the description already.
        if (data.type === 'offer') setTimeout(finish, bundleMs);
        else if (entry.sdp !== undefined) candidates.push(data);
      },
      gathered: finish,
      channelOpen: ignore,
      channelClosed: () => {
        if (this.#entry === entry) this.#entry = undefined;
        abandon();
      },
      connection: ignore,
      pathChanged: ignore,
      message: ignore,
      drain: ignore,
    };
    transport.listener = listener;
    return entry;
  }
}

/** Whether two configs look for the same paths. */
export function sameConfig(a: LinkConfig, b: LinkConfig): boolean {
  return a.icePolicy === b.icePolicy && JSON.stringify(a.iceServers) === JSON.stringify(b.iceServers);
}

function ignore(): void {
  // An unused transport has nothing else to tell.
}
