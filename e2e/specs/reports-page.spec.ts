import { expect, test, testWithOwnServer } from '../support/fixtures.ts';
import { report } from '../support/reports.ts';

test('the reports page is empty before there is a report, and can be reached from every page’s foot', async ({
  arrive,
}) => {
  const { page } = await arrive({ nickname: 'visitor' });
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Your reports' }).click();
  await expect(page.getByRole('heading', { name: 'Your reports' })).toBeVisible();
  await expect(page.getByText('No receipts here')).toBeVisible();
});

test('a receipt is kept, tells its state, and does so in any other browser too', async ({
  pair: { ann, ben },
  arrive,
}) => {
  await ben.say('buy this');
  await ann.expectHeard('buy this');
  const receipt = await report(ann);
  const page = await ann.context.newPage();
  await page.goto('/reports');
  const item = page.getByRole('listitem').filter({ hasText: 'Spam or scam' });
  await expect(item.getByText('Received', { exact: true })).toBeVisible();

  const cleo = await arrive({ nickname: 'cleo' });
  await cleo.page.goto('/reports');
  await cleo.page.getByLabel('Receipt', { exact: true }).fill(` ${receipt}\n`);
  await cleo.button('Look up').click();
  await expect(cleo.page.getByText('Received', { exact: true })).toBeVisible();
  await cleo.button('Keep in this browser').click();
  await expect(cleo.page.getByRole('listitem').filter({ hasText: 'Spam or scam' })).toBeVisible();
  // No identity was needed, and none was made.
  const databases = await cleo.page.evaluate(async () => (await indexedDB.databases()).length);
  expect(databases).toBe(0);
});

test('a receipt that the server does not know is told from what is none', async ({ arrive }) => {
  const visitor = await arrive({ nickname: 'visitor' });
  visitor.watch.tolerate(/404 \(Not Found\) \(\S+\/moderation\/receipts\)/);
  const { page } = visitor;
  await page.goto('/reports');
  const field = page.getByLabel('Receipt', { exact: true });
  await field.fill('hello');
  await visitor.button('Look up').click();
  await expect(page.getByText('That is no receipt')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill(`${'q'.repeat(42)}A`);
  await field.press('Enter');
  await expect(page.getByText('Not known')).toBeVisible();
  await expect(visitor.button('Keep in this browser')).toHaveCount(0);
});

test('a receipt entered before the scripts are there is not lost', async ({ arrive }) => {
  const visitor = await arrive({ nickname: 'visitor' });
  const { page } = visitor;
  let letScriptsThrough!: () => void;
  const held = new Promise<void>((resolve) => {
    letScriptsThrough = resolve;
  });
  await page.route(/\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/reports', { waitUntil: 'commit' });
  const field = page.getByLabel('Receipt', { exact: true });
  await field.fill('hello');
  await field.press('Enter');
  await expect(visitor.button('Look up')).toBeDisabled();
  letScriptsThrough();
  await visitor.button('Look up').click();
  await expect(page.getByText('That is no receipt')).toBeVisible();
  await expect(field).toHaveValue('hello');
});

test('receipts can be removed, one or all, and the focus stays on the page', async ({
  pair: { ann, ben },
}) => {
  await ben.say('buy this');
  await ann.expectHeard('buy this');
  await report(ann);
  await ben.say('buy that');
  await ann.expectHeard('buy that');
  await report(ann, 'Harassment');
  const page = await ann.context.newPage();
  await page.goto('/reports');
  const items = page.getByRole('listitem').filter({ hasText: /Spam or scam|Harassment/ });
  await expect(items).toHaveCount(2);
  await expect(items.first()).toContainText('Harassment');
  await page.getByRole('button', { name: /^Remove the receipt: Harassment/ }).click();
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(items).toHaveCount(2);
  await page.getByRole('button', { name: /^Remove the receipt: Harassment/ }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(items).toHaveCount(1);
  await page.getByRole('button', { name: 'Remove all' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('No receipts here')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your reports' })).toBeFocused();
});

testWithOwnServer(
  'without the server the page says so, and asks again on demand',
  async ({ pair: { ann, ben }, server }) => {
    for (const person of [ann, ben])
      person.watch.tolerate(/WebSocket connection to|net::ERR_|Failed to load resource/);
    await ben.say('buy this');
    await ann.expectHeard('buy this');
    await report(ann);
    const page = await ann.context.newPage();
    await page.goto('/reports');
    await expect(page.getByText('Received', { exact: true })).toBeVisible();
    await server.drain();
    await page.getByRole('button', { name: 'Ask again' }).click();
    await expect(page.getByText('No answer')).toBeVisible();
    await server.restart();
    await page.getByRole('button', { name: 'Ask again' }).click();
    await expect(page.getByText('Received', { exact: true })).toBeVisible();
  },
);

test('deleting the identity clears the receipts, and says so before', async ({ pair: { ann, ben } }) => {
  await ben.say('buy this');
  await ann.expectHeard('buy this');
  await report(ann);
  await ann.leave();
  await ann.button('Delete my identity').click();
  await expect(ann.page.getByText(/the receipts of your reports/)).toBeVisible();
  await ann.button('Delete it').click();
  await expect(ann.page.getByText('Deleted, here and on the server.')).toBeVisible();
  await ann.page.goto('/reports');
  await expect(ann.page.getByText('No receipts here')).toBeVisible();
});
