import { randomBytes } from 'node:crypto';
import { expect, test as base, type BrowserContextOptions } from '@playwright/test';
import { watchPages } from './page-watch.ts';
import { Person, saidByAnybody, type Introduction } from './person.ts';
import { startServer, type TestServer } from './server.ts';

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

/** Characters of a text that can't stand in a log or a database by chance. */
const tellingLength = 12;

export interface Fixtures {
  /** Added to the environment of `server`; set it with `test.use`. */
  serverEnv: Readonly<Record<string, string>>;
  /** A server of this test alone. */
  server: TestServer;
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

export const test = base.extend<Fixtures>({
  serverEnv: [{}, { option: true }],

  server: async ({ serverEnv }, use, testInfo) => {
    saidByAnybody.clear();
    const server = await startServer(serverEnv);
    await use(server);
    // A test may have ended the server itself, and its data with it.
    const written = server.written();
    await server.stop();
    const told = [...saidByAnybody].filter((text) => text.length >= tellingLength && written.includes(text));
    expect(told, 'what was said stands nowhere on the server').toEqual([]);
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('server log', { body: server.log(), contentType: 'text/plain' });
    }
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
