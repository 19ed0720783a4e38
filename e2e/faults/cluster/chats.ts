import { chromium, type Browser } from '@playwright/test';
import type { Cluster } from '../../cluster/cluster.ts';
import { chromiumArgs, chromiumPath } from '../../support/chromium.ts';
import { watchPages } from '../../support/page-watch.ts';
import { Person } from '../../support/person.ts';

/** Pairs of real browsers that talk through everything. */
export class Chats {
  readonly #browser: Browser;
  readonly #pairs: (readonly [Person, Person])[] = [];
  #said = 0;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async open(cluster: Cluster, pairs: number): Promise<Chats> {
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
    const chats = new Chats(browser);
    for (let i = 0; i < pairs; i += 1) {
      const interests = [`only pair ${i}`];
      // Each side at a node of its own.
      const [one, other] = await Promise.all([
        arrive(browser, cluster.nodes[0]?.origin ?? '', { nickname: `ann-${i}`, interests }),
        arrive(browser, cluster.nodes[1]?.origin ?? '', { nickname: `ben-${i}`, interests }),
      ]);
      await Promise.all([one.expectChatWith(other), other.expectChatWith(one)]);
      chats.#pairs.push([one, other]);
    }
    return chats;
  }

  get people(): number {
    return this.#pairs.length * 2;
  }

  /** Everybody says something to their partner. Resolves with the chats in which it did not arrive. */
  async ended(): Promise<number> {
    this.#said += 1;
    const heard = await Promise.all(
      this.#pairs.map(async ([one, other]) => {
        try {
          await one.say(`word ${this.#said} of one`);
          await other.expectHeard(`word ${this.#said} of one`);
          await other.say(`word ${this.#said} of the other`);
          await one.expectHeard(`word ${this.#said} of the other`);
          return true;
        } catch {
          return false;
        }
      }),
    );
    return heard.filter((whole) => !whole).length;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

async function arrive(
  browser: Browser,
  baseURL: string,
  introduction: ConstructorParameters<typeof Person>[2],
): Promise<Person> {
  const context = await browser.newContext({ baseURL, ignoreHTTPSErrors: true, reducedMotion: 'reduce' });
  const watch = await watchPages(context, introduction.nickname);
  const person = new Person(await context.newPage(), watch, introduction);
  await person.comeIn();
  await person.introduce();
  await person.seek();
  return person;
}
