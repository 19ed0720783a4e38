import { expect, test } from '../support/fixtures.ts';

test('Esc twice closes the chat, wipes what the browser kept, and leaves for a blank page', async ({
  pair: { ann, ben },
  server,
}) => {
  await ann.say('nobody should find this');
  await ben.expectHeard('nobody should find this');
  await ann.page.keyboard.press('Escape');
  await ann.page.keyboard.press('Escape');
  await expect(ann.page).toHaveURL('about:blank');
  await expect(ben.page.getByRole('heading', { name: 'ann has left' })).toBeVisible();

  ann.watch.tolerate(/favicon\.ico/);
  // The same tab looks again, from a page of this origin that keeps nothing itself.
  await ann.page.goto(`${server.origin}/favicon.svg`);
  const traces = await ann.page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: await caches.keys(),
    cookies: document.cookie,
  }));
  expect(traces).toEqual({ databases: [], local: [], session: [], caches: [], cookies: '' });
});

test('one Esc is not panic', async ({ pair: { ann, ben } }) => {
  await ann.page.keyboard.press('Escape');
  await ann.say('still here');
  await ben.expectHeard('still here');
});

test('panic in one tab empties the other tabs of the browser too', async ({ pair: { ann, ben } }) => {
  // Both tabs delete the identity that they share; whoever comes second finds it gone.
  ann.watch.tolerate(/401 \(Unauthorized\) \(\S+\/api\/v1\/identity\)/);
  const tab = await ann.openTab();
  await tab.expectSearching();
  await tab.page.keyboard.press('Escape');
  await tab.page.keyboard.press('Escape');
  await expect(ann.page).toHaveURL('about:blank');
  await expect(ben.page.getByRole('heading', { name: 'ann has left' })).toBeVisible();
});

test('panic leaves nothing of an identity that is being made', async ({ arrive, server }) => {
  const ann = await arrive({ nickname: 'ann' });
  ann.watch.tolerate(/favicon\.ico/);
  await ann.comeIn();
  await ann.introduce();
  // Both presses in the turn of the click: the database is on its way, and nobody has seen it yet.
  await ann.button('Find someone').evaluate((button: HTMLElement) => {
    button.click();
    for (let presses = 0; presses < 2; presses += 1) {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    }
  });
  await expect(ann.page).toHaveURL('about:blank');
  await ann.page.goto(`${server.origin}/favicon.svg`);
  expect(await ann.page.evaluate(() => indexedDB.databases())).toEqual([]);
});
