import { expect, type Page } from '@playwright/test';
import { codeAt } from '@sotto/signaling/testing';
import type { TestServer } from './server.ts';

export const password = 'correct horse battery staple';

/** Makes the first administrator out of the link that the server printed, up to the queue. Gives the key of the authenticator app. */
export async function joinFirst(
  page: Page,
  server: Pick<TestServer, 'invitation'>,
  name: string,
): Promise<string> {
  await expect.poll(() => server.invitation()).toBeDefined();
  return joinWith(page, server.invitation() ?? '', name);
}

/** Accepts an invitation, up to the queue. Gives the key of the authenticator app. */
export async function joinWith(page: Page, link: string, name: string): Promise<string> {
  await page.goto(link);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  const key = ((await page.getByText(/^([A-Z2-7]{4} )+[A-Z2-7]+$/).textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code that the app shows now').fill(codeAt(key, Date.now()));
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page.getByRole('heading', { name: 'Keep these recovery codes' })).toBeVisible();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByRole('heading', { name: 'Moderation', exact: true })).toBeVisible();
  return key;
}

/** The link that an administrator makes for somebody, from the console; the roles are those that the page offers first. */
export async function invite(page: Page, { origin }: Pick<TestServer, 'origin'>): Promise<string> {
  await page.goto(`${origin}/moderator/accounts`);
  await page.getByRole('button', { name: 'Make a link' }).click();
  return page.getByLabel('Link to pass on').inputValue();
}
