import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import type { Person } from '../support/person.ts';

/** More than the 16 recent partners that are not met again, plus those who are just getting ready. */
const partners = 19;
const nexts = 200;
/** By now every partner has been met, code is compiled and pools are full: what grows from here on is a leak. */
const warmUp = 40;
/** A leaked chat holds its lines, keys and a connection: far more than this for each of the 160 that follow. */
const maxGrowthBytesPerNext = 2_048;
/** The chat in hand, the offer that is made while waiting, and what the pool keeps. */
const maxLivePeerConnections = 8;

// A record of every step of twenty browsers would weigh more than what is measured here.
test.use({ trace: 'off' });

/** The strangers want nobody of their own kind, so that all of them wait for the one whom this is about. */
async function onlyFor(person: Person, own: 'Woman' | 'Man', wanted: 'Women' | 'Men'): Promise<void> {
  await person.comeIn();
  await person.introduce();
  await person.button('More about you').click();
  await person.page
    .getByRole('radiogroup', { name: 'Gender' })
    .getByRole('radio', { name: own, exact: true })
    .click();
  await person.openWishes();
  await person.page
    .getByRole('group', { name: 'Gender' })
    .getByRole('button', { name: wanted, exact: true })
    .click();
}

/** Whenever the partner has left, goes on to the next one at once, without a test to tell it. */
function alwaysGoOn(): void {
  const go = () => {
    const isOver = [...document.querySelectorAll('h2')].some((heading) =>
      /has left|is gone/.test(heading.textContent),
    );
    const next = [...document.querySelectorAll('button')].find(
      (button) => button.textContent.trim() === 'Next',
    );
    if (isOver && next !== undefined && next.dataset['pressed'] === undefined) {
      next.dataset['pressed'] = 'yes';
      next.click();
    }
  };
  new MutationObserver(go).observe(document, { childList: true, subtree: true, characterData: true });
}

/**
 * Presses Next as soon as each chat is open, `count` times, and returns in an open chat. Runs in the page: a
 * round trip to the test for each step would be most of the time.
 * @returns the partners met, the last one included; rejects where a connection fails
 */
function pressNext(page: Page, count: number): Promise<string[]> {
  return page.evaluate(async (times) => {
    const openChat = () => {
      const headings = [...document.querySelectorAll('h1, h2')].map(
        (heading) => heading.ariaLabel ?? heading.textContent.trim(),
      );
      const trouble = headings.find((text) =>
        /stopped this|No path|is lost|is gone|be reached|slower/.test(text),
      );
      if (trouble !== undefined) throw new Error(trouble);
      const isOpen = document.querySelector(
        ':is([aria-label="Connection: Direct"], [aria-label="Connection: Connected"])',
      );
      return isOpen === null ? undefined : headings.find((text) => text.startsWith('Chat with '));
    };
    const untilOpen = (before: string | undefined) =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          try {
            const heading = openChat();
            if (heading === undefined || heading === before) return;
            observer.disconnect();
            resolve(heading);
          } catch (failure) {
            observer.disconnect();
            reject(failure as Error);
          }
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
        look();
      });

    const met = [await untilOpen(undefined)];
    for (let done = 0; done < times; done += 1) {
      const next = [...document.querySelectorAll('button')].find(
        (button) => button.textContent.trim() === 'Next',
      );
      next?.click();
      met.push(await untilOpen(met.at(-1)));
    }
    return met;
  }, count);
}

/** Live heap of the page, and how many connections it holds, after everything that can go has gone. */
async function weigh(devtools: CDPSession): Promise<{ heapBytes: number; peerConnections: number }> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { result } = await devtools.send('Runtime.evaluate', { expression: 'RTCPeerConnection.prototype' });
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  });
  const counted = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await devtools.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
  return { heapBytes: usedSize, peerConnections: counted.result.value as number };
}

test('200 times Next in one tab: no connection fails and the heap stays flat', async ({
  arrive,
  secretInterest,
}) => {
  test.setTimeout(180_000);
  const first = await arrive({ nickname: 'stranger-0', interests: [secretInterest] });
  await first.page.addInitScript(alwaysGoOn);
  await onlyFor(first, 'Man', 'Women');
  await first.seek();
  await first.expectSearching();
  // The device remembers what was entered, and the others say the same of themselves.
  const storageState = await first.context.storageState();
  for (let index = 1; index < partners; index += 1) {
    const stranger = await arrive({ nickname: `stranger-${index}`, browser: { storageState } });
    await stranger.page.addInitScript(alwaysGoOn);
    await stranger.comeIn();
    await stranger.introduce();
    await stranger.seek();
    await stranger.expectSearching();
  }
  const ann = await arrive({ nickname: 'ann', interests: [secretInterest] });
  await onlyFor(ann, 'Woman', 'Men');
  await ann.seek();

  const devtools = await ann.context.newCDPSession(ann.page);
  const early = await pressNext(ann.page, warmUp);
  const before = await weigh(devtools);
  const startedAtMs = Date.now();
  const late = await pressNext(ann.page, nexts - warmUp);
  const tookMs = Date.now() - startedAtMs;
  const after = await weigh(devtools);

  const growth = (after.heapBytes - before.heapBytes) / (nexts - warmUp);
  console.log(
    `${nexts} Nexts, ${(tookMs / (nexts - warmUp)).toFixed(0)} ms each; heap ${(before.heapBytes / 1e6).toFixed(2)} → ` +
      `${(after.heapBytes / 1e6).toFixed(2)} MB, ${growth.toFixed(0)} bytes a Next; ${after.peerConnections} connections alive`,
  );
  expect(new Set([...early, ...late]).size).toBeGreaterThan(16);
  expect(growth).toBeLessThan(maxGrowthBytesPerNext);
  expect(after.peerConnections).toBeLessThanOrEqual(maxLivePeerConnections);
});
