import { chromium, type Browser, type WebSocket } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { installHands, searchAsSomebodyNew } from '../support/hands.ts';
import { watchPages } from '../support/page-watch.ts';
import { Person } from '../support/person.ts';
import { startServer } from '../support/server.ts';
import { floorMs } from './connect/floor.ts';
import { askForNext, firstOpeningSince, hear, recordOpenings, speak } from './connect/in-page.ts';
import { median, quartiles } from './statistics.ts';

/**
 * How long two people wait from the moment at which both have asked for a chat: until the data channel is open on
 * both sides, and until the first message is on the other's screen. One of them waits, the other presses Next.
 * Beside it the floor: two bare RTCPeerConnections in one page, wired by function calls, in the same browser and in turns.
 */

/** Until code is compiled and nobody's first link is among the measured ones. */
const warmUps = 6;
const rounds = 30;
const maxOpenRatio = 1.5;

const server = await startServer();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
try {
  report(await measure(browser));
} finally {
  await browser.close();
  await server.stop();
}

interface Round {
  readonly openMs: number;
  readonly firstMessageMs: number;
  readonly floorMs: number;
}

async function measure(browser: Browser): Promise<Round[]> {
  const bare = await (await browser.newContext({ baseURL: server.origin })).newPage();
  await bare.goto('/favicon.svg');
  const visitor = await arrive(browser, 'visitor');
  // One stranger is in the chat that ends, the other one waits: the two never meet each other.
  let [current, waiting] = [await arrive(browser, 'one'), await arrive(browser, 'two')];
  await current.seek();
  await current.expectSearching();
  await visitor.seek();
  await visitor.expectChatWith(current);
  await visitor.say('to be asked whether Next is meant');
  await searchReady(waiting, () => waiting.seek());

  const measured: Round[] = [];
  let waitingName = waiting.nickname;
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const met = await meet(visitor, waiting, waitingName, `hello ${round}`);
    const floor = await bare.evaluate(floorMs);
    if (round >= warmUps) measured.push({ ...met, floorMs: floor });
    const left = current;
    waitingName = `stranger-${round}`;
    await searchReady(left, () => left.page.evaluate(searchAsSomebodyNew, waitingName));
    [current, waiting] = [waiting, left];
  }
  return measured;
}

async function arrive(browser: Browser, nickname: string): Promise<Person> {
  const context = await browser.newContext({ baseURL: server.origin });
  await context.addInitScript(installHands);
  await context.addInitScript(recordOpenings);
  const watch = await watchPages(context, nickname);
  const person = new Person(await context.newPage(), watch, { nickname });
  await person.comeIn();
  await person.introduce();
  return person;
}

/** Lets somebody search, and waits until the offer that rides with the ticket has been sent. */
async function searchReady(person: Person, search: () => Promise<void>): Promise<void> {
  const offer = new Promise<void>((resolve) => {
    const watch = (socket: WebSocket) => {
      socket.on('framesent', ({ payload }) => {
        if (String(payload).startsWith('{"t":"offer"')) resolve();
      });
    };
    person.page.on('websocket', watch);
  });
  await search();
  await offer;
}

/** The visitor presses Next while the stranger waits, and says something as soon as that is possible. */
async function meet(
  visitor: Person,
  stranger: Person,
  name: string,
  text: string,
): Promise<Omit<Round, 'floorMs'>> {
  const heardAtMs = stranger.page.evaluate(hear, text);
  const askedAtMs = await visitor.page.evaluate(askForNext);
  await visitor.page.evaluate(speak, { to: name, text });
  const messageAtMs = await heardAtMs;
  const opened = await Promise.all(
    [visitor, stranger].map(({ page }) => page.evaluate(firstOpeningSince, askedAtMs)),
  );
  return { openMs: Math.max(...opened) - askedAtMs, firstMessageMs: messageAtMs - askedAtMs };
}

function report(measured: readonly Round[]): void {
  const row = (name: string, values: readonly number[]) => {
    const [low, high] = quartiles(values);
    return { '': name, 'median ms': round1(median(values)), 'from ms': round1(low), 'to ms': round1(high) };
  };
  const of = (key: keyof Round) => measured.map((round) => round[key]);
  console.table([
    row('floor: two bare connections in one page', of('floorMs')),
    row('data channel open on both sides', of('openMs')),
    row('first message on the screen', of('firstMessageMs')),
  ]);
  const openRatio = median(of('openMs')) / median(of('floorMs'));
  console.log(`${measured.length} rounds; middle half of them from … to …`);
  console.log(`open ÷ floor = ${openRatio.toFixed(2)}, at most ${maxOpenRatio} is the aim`);
  const metrics = {
    open_ms: round1(median(of('openMs'))),
    first_message_ms: round1(median(of('firstMessageMs'))),
    floor_ms: round1(median(of('floorMs'))),
    open_ratio: Math.round(openRatio * 100) / 100,
    rounds: measured.length,
  };
  console.log(JSON.stringify({ bench: 'connect', metrics }));
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
