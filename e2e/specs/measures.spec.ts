import type { Locator, Page } from '@playwright/test';
import { codeAt } from '@sotto/signaling/testing';
import { expectNothingSerious, overflow } from '../support/accessibility.ts';
import { expect, testWithOwnServer as test } from '../support/fixtures.ts';
import { pressOn, tabTo, typeInto } from '../support/keyboard.ts';
import { invite, joinFirst, joinWith, password } from '../support/moderator.ts';
import { report } from '../support/reports.ts';

/** What the browser itself writes where the server says no. */
const refused = /Failed to load resource|already in CLOSING or CLOSED state/;

/** From the statement on the page to an appeal that has arrived. */
async function appealAt(page: Page, words: string): Promise<void> {
  await typeInto(page, page.getByLabel(/What did the moderator not see/), words);
  await pressOn(page, page.getByRole('button', { name: 'Send the appeal' }));
  await expect(page.getByRole('heading', { name: 'Your appeal has arrived' })).toBeFocused();
}

/** Keys find what is in the list, not what is still on its way. */
const firstAppeal = (page: Page): Locator => page.getByRole('button', { name: /^(Ban|Warning).*: / }).first();

/** Goes to the first report of the queue. */
async function openFirst(page: Page, reason: string): Promise<void> {
  await expect(page.getByText('1 open')).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: reason })).toBeVisible();
}

/** Claims it, and waits for what was said. */
async function read(page: Page): Promise<void> {
  await page.keyboard.press('c');
  await expect(page.getByRole('list', { name: 'What was said' })).toBeVisible();
}

test.slow();

test('from a report to a ban, an appeal and its end, with the keyboard alone', async ({
  arrive,
  pair: { ann, ben },
  server,
}) => {
  await ben.say('please buy this watch from me');
  await ann.expectHeard('please buy this watch from me');
  await report(ann, 'Threats');
  for (const person of [ann, ben]) person.watch.tolerate(refused);

  // Two moderators, each with an authenticator app of their own.
  const ada = await arrive({ nickname: 'ada' });
  const cy = await arrive({ nickname: 'cy' });
  for (const person of [ada, cy]) person.watch.tolerate(refused);
  const { page } = ada;
  const key = await joinFirst(page, server, 'Ada');
  await joinWith(cy.page, await invite(page, server), 'Cy');
  await page.goto('/moderator');
  await pressOn(page, page.getByRole('button', { name: 'Menu of Ada' }));
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused();
  await page.keyboard.press('Enter');

  // One of them signs in, claims, reads, and bans.
  await typeInto(page, page.getByLabel('Name'), 'Ada');
  await typeInto(page, page.getByLabel('Password'), password);
  // Half a minute on: the code of before was used to make the account.
  await typeInto(page, page.getByLabel('Code'), codeAt(key, Date.now() + 30_000));
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 open')).toBeVisible();
  await expectNothingSerious(page, 'queue');
  await openFirst(page, 'Threats');
  // Nothing of what was said before it is claimed.
  await expect(page.getByText('please buy this watch from me')).toHaveCount(0);
  await read(page);
  const transcript = page.getByRole('list', { name: 'What was said' });
  await expect(transcript.getByText('please buy this watch from me')).toBeVisible();
  await expect(transcript.getByText('Confirmed')).toBeVisible();
  await expectNothingSerious(page, 'case');
  await page.keyboard.press('3');
  await expect(page.getByLabel('Guideline')).toBeFocused();
  await page.keyboard.type('Safety');
  await typeInto(page, page.getByLabel('For how long'), 'For good');
  await typeInto(page, page.getByLabel('Reasons'), 'You threatened somebody to get their address.');
  const decidedAtMs = Date.now();
  await page.keyboard.press('Control+Enter');

  // Who is banned is cut off at once, in the midst of the chat, and reads why.
  const notice = ben.page.getByRole('heading', { name: 'You are shut out' });
  await expect(notice).toBeFocused();
  expect(Date.now() - decidedAtMs, 'milliseconds until the ban was felt').toBeLessThan(5_000);
  await expect(ben.page.getByText('You threatened somebody to get their address.')).toBeVisible();
  await expect(ben.page.getByText('Never: it is for good')).toBeVisible();
  await expect(ben.page.getByText('By a person, not by a machine')).toBeVisible();
  await expect(ann.page.getByText(/ben has left/i).first()).toBeVisible();
  await expectNothingSerious(ben.page, 'statement');
  await expect(page.getByText('Decided.')).toBeVisible();
  await expect(page.getByText('0 open')).toBeVisible();

  // The statement is there after a reload too; from it, they appeal.
  await ben.page.reload();
  await expect(notice).toBeVisible();
  await appealAt(ben.page, 'That was a line from a play, and we had agreed to read it.');
  await expectNothingSerious(ben.page, 'appeal made');

  // The first moderator can't decide on it.
  await page.keyboard.press('a');
  await expect(firstAppeal(page)).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByText('Somebody else decides on the appeal')).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByText('You have decided this first')).toBeVisible();

  // Another one does.
  await cy.page.goto('/moderator');
  await expect(cy.page.getByRole('heading', { name: 'Moderation', exact: true })).toBeVisible();
  await cy.page.keyboard.press('a');
  await expect(cy.page.getByRole('heading', { name: 'Appeals', level: 1 })).toBeVisible();
  await expect(firstAppeal(cy.page)).toBeVisible();
  await expectNothingSerious(cy.page, 'appeals');
  await cy.page.keyboard.press('j');
  await expect(cy.page.getByText('That was a line from a play')).toBeVisible();
  await cy.page.keyboard.press('c');
  await expect(
    cy.page.getByRole('list', { name: 'What was said' }).getByText('please buy this watch from me'),
  ).toBeVisible();
  await cy.page.keyboard.press('3');
  await expect(cy.page.getByLabel('Reasons')).toBeFocused();
  await cy.page.keyboard.type('It was a play. The ban was wrong.');
  await expectNothingSerious(cy.page, 'an appeal');
  await cy.page.keyboard.press('Control+Enter');
  await expect(cy.page.getByText('The person sees it by their receipt')).toBeVisible();
  await expect(cy.page.getByText('0 open')).toBeVisible();

  // The ban ends.
  await pressOn(ben.page, ben.page.getByRole('button', { name: 'Look again' }));
  await expect(ben.page.getByRole('heading', { name: 'The ban was lifted' })).toBeVisible();
  await expect(ben.page.getByText('It was a play. The ban was wrong.')).toBeVisible();
  await pressOn(ben.page, ben.page.getByRole('button', { name: 'Start again' }));
  await ben.expectSearching();
});

test('a warning comes into the chat, with its reasons, and is gone once it was read', async ({
  arrive,
  pair: { ann, ben },
  server,
}) => {
  await ben.say('buy this now, it is so cheap');
  await ann.expectHeard('buy this now, it is so cheap');
  await report(ann, 'Spam or scam');
  const ada = await arrive({ nickname: 'ada' });
  ada.watch.tolerate(refused);
  const { page } = ada;
  await joinFirst(page, server, 'Ada');
  await openFirst(page, 'Spam or scam');
  await read(page);
  await page.keyboard.press('w');
  await page.keyboard.type('No spam');
  await typeInto(page, page.getByLabel('Reasons'), 'You advertised, which nobody asked for.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Decided.')).toBeVisible();

  const warning = ben.page.getByRole('alertdialog', { name: 'A moderator has warned you' });
  await expect(warning.getByText('You advertised, which nobody asked for.')).toBeVisible();
  await expectNothingSerious(ben.page, 'warning');
  const link = warning.getByRole('link', { name: /^Appeal/ });
  const address = (await link.getAttribute('href')) ?? '';
  await warning.getByRole('button', { name: 'I have read this' }).press('Enter');
  await expect(warning).toBeHidden();
  await ben.expectChatWith(ann);

  // From its receipt, on a page that knows nothing of the identity.
  const elsewhere = await arrive({ nickname: 'elsewhere' });
  await elsewhere.page.goto(address);
  await expect(elsewhere.page.getByRole('heading', { name: 'A moderator has warned you' })).toBeVisible();
  await expectNothingSerious(elsewhere.page, 'statement page');
  expect(await overflow(elsewhere.page)).toBe(0);
  await appealAt(elsewhere.page, 'It was a recommendation among friends.');
});

test('a decision shuts somebody out and passes the report on; a legal hold keeps it', async ({
  arrive,
  pair: { ann, ben },
  server,
}) => {
  await ben.say('please buy this watch from me');
  await ann.expectHeard('please buy this watch from me');
  await report(ann, 'Threats');
  ben.watch.tolerate(refused);
  const ada = await arrive({ nickname: 'ada' });
  ada.watch.tolerate(refused);
  const { page } = ada;
  await joinFirst(page, server, 'Ada');
  await openFirst(page, 'Threats');
  await page.keyboard.press('h');
  await typeInto(page, page.getByLabel(/Why it must be kept/), 'File 4711 of the police');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Legal hold: kept whatever its age, by Ada/)).toBeVisible();

  await read(page);
  await page.keyboard.press('3');
  await page.keyboard.type('Safety');
  await typeInto(page, page.getByLabel('Reasons'), 'You frightened somebody on purpose.');
  await tabTo(page, page.getByLabel('And pass the report on to another desk'));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByLabel('Pass on to'));
  await page.keyboard.type('Administrators');
  await typeInto(page, page.getByLabel('What they should know'), 'The police has asked for it.');
  await expectNothingSerious(page, 'decision');
  await page.keyboard.press('Enter');
  await expect(ben.page.getByRole('heading', { name: 'You are shut out' })).toBeVisible();
  // It leaves the list and is there again, at the other desk.
  await expect(page.getByText('Choose a report')).toBeVisible();
  await expect(page.getByRole('button', { name: /Threats/ })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByText('Decided before it was passed on: Ban')).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('Taken back')).toBeVisible();
});
