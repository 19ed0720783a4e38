import { readFile } from 'node:fs/promises';
import { expectNothingSerious } from '../support/accessibility.ts';
import { expect, testWithOwnServer as test } from '../support/fixtures.ts';
import { expectScreened } from '../support/screening.ts';
import { joinFirst, joinWith } from '../support/moderator.ts';
import { report } from '../support/reports.ts';

/** What the browser itself writes where the server says no, or a stream ends with its page. */
const refused = /Failed to load resource|already in CLOSING or CLOSED state/;

/** Most of these go through a chat and a report before they come to the console. */
test.describe.configure({ timeout: 180_000 });

test('a report shows up in the open queue by itself, and filters and counts follow', async ({
  arrive,
  pair: { ann, ben },
  server,
}) => {
  const ada = await arrive({ nickname: 'ada' });
  ada.watch.tolerate(refused);
  const { page } = ada;
  await joinFirst(page, server, 'Ada');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByText('Nothing to do here')).toBeVisible();

  await ben.say('buy my coins');
  await ann.expectHeard('buy my coins');
  const receipt = await report(ann, 'Spam or scam');
  const queue = page.getByRole('list', { name: 'Reports in their order' });
  await expect(queue.getByRole('button', { name: /Spam or scam/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Usual 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Urgent 0' }).click();
  await expect(page.getByText('Nothing to do here')).toBeVisible();
  await expectNothingSerious(page, 'queue under a filter');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByLabel('Age').selectOption('Older than a day');
  await expect(page.getByText('Nothing to do here')).toBeVisible();
  await page.getByLabel('Age').selectOption('Last hour');
  await page.getByLabel('Status').selectOption('New');
  await expect(queue.getByRole('listitem')).toHaveCount(1);

  await page.getByLabel('Receipt').fill(receipt);
  await page.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByRole('heading', { name: 'Spam or scam' })).toBeVisible();
  await page.getByText('The guideline that this reason is about').click();
  await expect(page.getByText('Advertising, chain messages')).toBeVisible();
  await expectNothingSerious(page, 'case with its guideline');
});

test('figures tell of what was reported and decided, to the eye, as tables and for a spreadsheet', async ({
  arrive,
  pair: { ann, ben },
  server,
}) => {
  await Promise.all([expectScreened(ann), expectScreened(ben)]);
  await ben.say('you are an idiot, buy my coins');
  // Ben is asked, unless his device was too busy to tell in time: then the line goes, and is hidden at Ann's all the same.
  const anyway = ben.button('Send anyway');
  await expect(anyway.or(ben.line('you are an idiot, buy my coins'))).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await expect(ann.page.getByText(/^Hidden: /)).toBeVisible();
  await report(ann, 'Spam or scam');
  const ada = await arrive({ nickname: 'ada' });
  ada.watch.tolerate(refused);
  const { page } = ada;
  await joinFirst(page, server, 'Ada');
  await expect(page.getByRole('button', { name: /Spam or scam/ }).first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: 'Spam or scam' })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByText('you are an idiot, buy my coins')).toBeVisible();
  await page.getByRole('button', { name: 'Screen the lines on this device' }).click();
  await expect(page.getByText(/^Looks like .*an insult 0\.\d\d/)).toBeVisible();
  await expectNothingSerious(page, 'case with hints');
  await page.keyboard.press('1');
  await page.getByLabel('Reasons').fill('One sentence about coins is no spam.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Decided.')).toBeVisible();

  await page.getByRole('link', { name: 'Figures' }).click();
  await expect(page.getByRole('heading', { name: 'Reports per day' })).toBeVisible();
  await expect(page.getByText('1 of them decided')).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: '100 of 100' })).toBeVisible();
  const moderators = page.getByRole('table', { name: 'By moderator' });
  await expect(moderators.getByRole('row', { name: /^Ada 1 0/ })).toBeVisible();
  const reasons = page.getByRole('region', { name: 'By reason' });
  await reasons.getByText('As a table').click();
  await expect(reasons.getByRole('row', { name: /^Spam or scam 1 1/ })).toBeVisible();
  await expectNothingSerious(page, 'figures');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV: By reason' }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/^sotto-reasons-.*\.csv$/);
  expect(await readFile(await saved.path(), 'utf8')).toContain('spam,1,1,');
});

test('an administrator reads and verifies the audit log; others are told that they may not', async ({
  arrive,
  server,
}) => {
  const ada = await arrive({ nickname: 'ada' });
  ada.watch.tolerate(refused);
  const { page } = ada;
  await joinFirst(page, server, 'Ada');
  await page.getByRole('link', { name: 'Accounts' }).click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByLabel('Link to pass on').inputValue();
  await page.goto('/moderator/audit');
  const log = page.getByRole('list', { name: 'Audit log' });
  await expect(log.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText('Nobody has verified it yet.')).toBeVisible();
  await page.getByLabel('Act', { exact: true }).selectOption('Invited somebody');
  await expect(log.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Verify the whole log' }).click();
  await expect(page.getByText('All 2 rows are as they were written.')).toBeVisible();
  await expectNothingSerious(page, 'audit log');
  await page.reload();
  await expect(page.getByText(/^Last verified by Ada on .*: it held\.$/)).toBeVisible();

  const ben = await arrive({ nickname: 'ben' });
  ben.watch.tolerate(refused);
  await joinWith(ben.page, link, 'Ben');
  await expect(ben.page.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  await ben.page.goto('/moderator/audit');
  await expect(ben.page.getByText('Your account may not see this page.')).toBeVisible();
});

test('the transparency report is there for everybody', async ({ arrive }) => {
  const ann = await arrive({ nickname: 'ann', browser: { viewport: { width: 390, height: 844 } } });
  const { page } = ann;
  await page.goto('/safety');
  await page.getByRole('link', { name: 'Transparency report' }).click();
  await expect(page.getByRole('heading', { name: 'By what means' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Threats 0' })).toBeVisible();
  await expectNothingSerious(page, 'transparency report');
  const { scrollWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth }));
  expect(scrollWidth).toBe(390);
});
