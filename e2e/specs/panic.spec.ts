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
