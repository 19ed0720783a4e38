import { fileURLToPath } from 'node:url';
import { test as base, type Page } from '@playwright/test';
import type { Role, SignalData } from '@sotto/protocol';
import { bundle } from '../support/bundle.ts';

export { expect } from '@playwright/test';

/** The lab page of the link (see `link-lab.ts` there), as seen from a test. */
interface Lab {
  open(): Promise<string>;
  prepareOffer(): Promise<string | undefined>;
  connect(plan: object): void;
  signal(data: SignalData): void;
  send(text: string): boolean;
  renew(): void;
  close(): void;
  until(word: string): Promise<readonly string[]>;
  flood(count: number, messageBytes: number): Promise<number>;
  rounds(count: number): Promise<void>;
}

declare global {
  var lab: Lab;
}

/** A browser context with one lab page in it. */
export interface Bench {
  readonly page: Page;
  readonly fingerprint: string;
  /** What its link has signalled so far. */
  readonly signals: readonly SignalData[];
  /** All that its link has told so far, once this is among it. */
  until(word: string): Promise<readonly string[]>;
}

/** What happens to a signal on its way; `undefined` loses it. */
export type Courier = (
  data: SignalData,
  from: Role,
) => SignalData | undefined | Promise<SignalData | undefined>;

export interface BenchPair {
  readonly initiator: Bench;
  readonly answerer: Bench;
}

interface Fixtures {
  openBench: () => Promise<InnerBench>;
  /** Starts a link between two fresh contexts. */
  connectPair: (options?: ConnectOptions) => Promise<BenchPair>;
}

export interface ConnectOptions {
  readonly courier?: Courier;
  /** What each side is told to be the other's fingerprint, where that is not the truth. */
  readonly lies?: Partial<Record<Role, string>>;
  /** The offer is made in advance and comes to the answerer with the match. */
  readonly prepared?: boolean;
}

const address = 'https://lab.test/';
const entry = fileURLToPath(new URL('../../web/src/lib/link/testing/link-lab.ts', import.meta.url));

export const test = base.extend<Fixtures, { labScript: string }>({
  labScript: [
    async ({ browserName: _ }, use) => {
      await use(await bundle(entry));
    },
    { scope: 'worker' },
  ],

  openBench: async ({ browser, labScript }, use) => {
    const opened: InnerBench[] = [];
    await use(async () => {
      const bench = await openBench(await (await browser.newContext()).newPage(), labScript);
      opened.push(bench);
      return bench;
    });
    for (const bench of opened) bench.deliver = async () => undefined;
    await Promise.all(opened.map(({ delivered }) => delivered));
    await Promise.all(opened.map(({ page }) => page.context().close()));
  },

  connectPair: async ({ openBench: open }, use) => {
    await use(async ({ courier = passOn, lies = {}, prepared = false } = {}) => {
      const [initiator, answerer] = await Promise.all([open(), open()]);
      const offer = prepared ? await initiator.page.evaluate(() => lab.prepareOffer()) : undefined;
      carry(initiator, answerer, courier, 'initiator');
      carry(answerer, initiator, courier, 'answerer');
      await connect(answerer, {
        role: 'answerer',
        peerFingerprint: lies.answerer ?? initiator.fingerprint,
        offer,
      });
      await connect(initiator, {
        role: 'initiator',
        peerFingerprint: lies.initiator ?? answerer.fingerprint,
      });
      return { initiator, answerer };
    });
  },
});

const passOn: Courier = (data) => data;

interface InnerBench extends Bench {
  deliver: (data: SignalData) => Promise<void>;
  /** All deliveries so far. */
  delivered: Promise<void>;
}

async function openBench(page: Page, script: string): Promise<InnerBench> {
  const outgoing: SignalData[] = [];
  const bench = {
    deliver: async (_data: SignalData): Promise<void> => undefined,
    delivered: Promise.resolve(),
  };
  await page.exposeFunction('labSignal', (data: SignalData) => {
    outgoing.push(data);
    // In order: one after the other has arrived.
    bench.delivered = bench.delivered.then(() => bench.deliver(data));
  });
  await page.route(`${address}**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><script type="module" src="/lab.js"></script>',
        }),
  );
  await page.goto(address);
  const fingerprint = await page.evaluate(() => lab.open());
  return Object.assign(bench, {
    page,
    fingerprint,
    signals: outgoing,
    until: (word: string) => page.evaluate((wanted) => lab.until(wanted), word),
  });
}

/** Carries the signals of one side to the other. */
function carry(from: InnerBench, to: InnerBench, courier: Courier, role: Role): void {
  from.deliver = async (data) => {
    const passed = await courier(data, role);
    if (passed !== undefined) await to.page.evaluate((signal) => lab.signal(signal), passed);
  };
}

function connect(
  bench: Bench,
  plan: { role: Role; peerFingerprint: string; offer?: string | undefined },
): Promise<void> {
  return bench.page.evaluate((given) => lab.connect({ iceServers: [], icePolicy: 'all', ...given }), plan);
}
