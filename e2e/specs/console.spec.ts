import { codeAt } from '@sotto/signaling/testing';
import { expectNothingSerious } from '../support/accessibility.ts';
import { expect, testWithOwnServer as test } from '../support/fixtures.ts';
import { joinFirst, joinWith, password } from '../support/moderator.ts';

/** What the browser itself writes where the server says no. */
const refused = /Failed to load resource|already in CLOSING or CLOSED state/;

test('signing in again needs password and a fresh code, and a session ends by hand', async ({
  arrive,
  server,
}) => {
  const ada = await arrive({ nickname: 'ada' });
  ada.watch.tolerate(refused);
  const { page } = ada;
  const key = await joinFirst(page, server, 'Ada');
  await page.getByRole('button', { name: 'Menu of Ada' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to moderate' })).toBeVisible();
  await expectNothingSerious(page, 'sign-in');
  await page.getByLabel('Name').fill('ada');
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Code').fill('000000');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('don’t fit together');
  // Half a minute on: the code of before was used to make the account.
  await page.getByLabel('Code').fill(codeAt(key, Date.now() + 30_000));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Take the decision back');
  await page.keyboard.press('Escape');
  // A keyboard may lie before a narrow window too.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Menu of Ada' }).click();
  await page.getByRole('menuitem', { name: 'Keys' }).click();
  await expect(page.getByRole('dialog')).toContainText('Take the decision back');
});

test('an administrator invites somebody with the roles they choose, and can shut them out again', async ({
  arrive,
  server,
}) => {
  const ada = await arrive({ nickname: 'ada' });
  await joinFirst(ada.page, server, 'Ada');
  await ada.page.getByRole('link', { name: 'Accounts' }).click();
  await ada.page.getByRole('checkbox', { name: 'Child safety' }).check();
  await ada.page.getByRole('button', { name: 'Make a link' }).click();
  const link = await ada.page.getByLabel('Link to pass on').inputValue();
  await expectNothingSerious(ada.page, 'accounts');

  const cy = await arrive({ nickname: 'cy' });
  cy.watch.tolerate(refused);
  await joinWith(cy.page, link, 'Cy');
  await ada.page.reload();
  await expect(ada.page.getByText('Moderator, Child safety').last()).toBeVisible();
  await ada.page.getByRole('button', { name: 'Shut Cy out' }).click();
  await expect(ada.page.getByRole('button', { name: 'Let Cy in again' })).toBeVisible();
  await cy.page.reload();
  await expect(cy.page.getByRole('heading', { name: 'Sign in to moderate' })).toBeVisible();
});
