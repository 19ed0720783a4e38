import { randomBytes } from 'node:crypto';
import { expect, test as base, type BrowserContextOptions } from '@playwright/test';
import { figure } from './figures.ts';
import { watchPages } from './page-watch.ts';
import { Person, type Introduction } from './person.ts';
import { lend } from './server-watch.ts';
import { startServer, type RunningServer, type TestServer } from './server.ts';

export { expect } from '@playwright/test';

/** Where a person comes in, and with what browser. */
export interface Arrival extends Introduction {
  /** Default: the server's own address. */
  readonly origin?: string;
  readonly browser?: BrowserContextOptions;
}

/** Two people in an open chat with each other. */
export interface Pair {
  readonly ann: Person;
  readonly ben: Person;
}

export interface Fixtures {
  /** The server that people come to: one for all tests that a worker runs, one after the other. */
  server: RunningServer;
  /** Where people come in, unless they say otherwise. */
  origin: string;
  /** An interest that only this test knows. */
  secretInterest: string;
  /** Runs this when all browsers are closed, so that no page sees what it needs go away. */
  afterwards: (end: () => Promise<void>) => void;
  /** Opens a browser for a new person and leaves it at a blank page. At the end its pages must not have complained. */
  arrive: (arrival: Arrival) => Promise<Person>;
  /** Brings a new person as far as the search. */
  bring: (arrival: Arrival) => Promise<Person>;
  /** Brings two people with a shared interest into an open chat. */
  meet: (one: Arrival, other: Arrival) => Promise<Pair>;
  pair: Pair;
}

/**
 * For tests that leave the server as they found it: nobody finds out what the one before did there, for each test has
 * people and an interest of its own, and the next one starts when nobody searches any more.
 */
export const test = base.extend<Fixtures, { commonServer: TestServer }>({
  commonServer: [
    async ({ browserName: _ }, use) => {
      const server = await startServer({ METRICS_PORT: '0' });
      await use(server);
      expect(await server.drain(), 'the exit code of the server').toBe(0);
      await server.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  server: async ({ commonServer }, use, testInfo) => {
    const searching = /^sotto_seats\{stage="(seeking|matched)"\}/;
    const nobodySearches = () =>
      expect.poll(() => figure(commonServer.metricsUrl() ?? '', searching)).toBe(0);
    await lend(commonServer, use, testInfo, nobodySearches);
  },

  origin: async ({ server }, use) => use(server.origin),

  // eslint wants no empty pattern; Playwright reads the fixture's needs from it.
  secretInterest: async ({ browserName: _ }, use) => use(`only ${randomBytes(6).toString('hex')}`),

  afterwards: async ({ origin: _ }, use) => {
    const ends: (() => Promise<void>)[] = [];
    await use((end) => ends.push(end));
    for (const end of ends) await end();
  },

  arrive: async ({ browser, origin: usual, afterwards: _ }, use) => {
    const arrived: Person[] = [];
    await use(async ({ origin = usual, browser: options, ...introduction }) => {
      const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...options });
      const watch = await watchPages(context, introduction.nickname);
      const person = new Person(await context.newPage(), watch, introduction);
      arrived.push(person);
      return person;
    });
    await Promise.all(arrived.map((person) => person.context.close()));
    for (const person of arrived) person.watch.expectQuiet();
  },

  bring: async ({ arrive }, use) => {
    await use(async (arrival) => {
      const person = await arrive(arrival);
      await person.comeIn();
      await person.introduce();
      await person.seek();
      return person;
    });
  },

  meet: async ({ bring, secretInterest }, use) => {
    await use(async (one, other) => {
      const interests = [secretInterest];
      const [ann, ben] = await Promise.all([bring({ interests, ...one }), bring({ interests, ...other })]);
      await Promise.all([ann.expectChatWith(ben), ben.expectChatWith(ann)]);
      return { ann, ben };
    });
  },

  pair: async ({ meet }, use) => use(await meet({ nickname: 'ann' }, { nickname: 'ben' })),
});

/** For tests that stop the server, set it up in their own way, moderate, or look at all that it holds. */
export const testWithOwnServer = test.extend<{
  /** Added to the environment of `server`; set it with `test.use`. */
  serverEnv: Readonly<Record<string, string>>;
  server: TestServer;
}>({
  serverEnv: [{}, { option: true }],

  server: async ({ serverEnv }, use, testInfo) => {
    const server = await startServer(serverEnv);
    try {
      // What it writes when it is told to stop counts too.
      await lend(server, use, testInfo, async () => void (await server.drain()));
    } finally {
      await server.stop();
    }
  },
});
