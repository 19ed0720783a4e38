import { expectNothingSerious } from '../support/accessibility.ts';
import { expect, test } from '../support/fixtures.ts';

test('the safety centre names the crisis line of the country that the browser hints at, and all others', async ({
  arrive,
}) => {
  const ann = await arrive({ nickname: 'ann', browser: { locale: 'de-AT' } });
  const { page } = ann;
  await page.goto('/');
  await page.getByRole('link', { name: 'Safety and guidelines' }).click();
  await expect(page.getByRole('heading', { name: 'Safe among strangers' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Call 142' })).toHaveAttribute('href', 'tel:142');
  await page.getByLabel('Where you are').selectOption('United States');
  await expect(page.getByRole('link', { name: 'Call 988' })).toBeVisible();
  await page.getByLabel('Where you are').selectOption('Another country');
  await expect(page.getByText('findahelpline.com').first()).toBeVisible();
  await page.getByText('Lines of all countries').click();
  await expectNothingSerious(page, 'safety centre');
});

test('the safety centre fits a phone, and each guideline can be linked to', async ({ arrive }) => {
  const ann = await arrive({ nickname: 'ann', browser: { viewport: { width: 390, height: 844 } } });
  const { page } = ann;
  await page.goto('/safety#privacy');
  await expect(page.getByRole('article', { name: 'Privacy' })).toBeInViewport();
  const { scrollWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth }));
  expect(scrollWidth).toBe(390);
  await expectNothingSerious(page, 'safety centre on a phone');
});

test('the report form leads to the guidelines without leaving the chat', async ({ pair: { ann } }) => {
  await ann.page
    .locator('header')
    .getByRole('button', { name: /^Report / })
    .click();
  const [opened] = await Promise.all([
    ann.context.waitForEvent('page'),
    ann.page.getByRole('link', { name: 'What the guidelines say' }).click(),
  ]);
  await expect(opened.getByRole('heading', { name: 'Guidelines' })).toBeVisible();
  await expect(ann.page.getByRole('heading', { name: /^Report / })).toBeVisible();
});
