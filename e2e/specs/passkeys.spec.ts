import type { Page } from '@playwright/test';
import { expectNothingSerious } from '../support/accessibility.ts';
import { expect, testWithOwnServer as test } from '../support/fixtures.ts';
import { joinFirst, password } from '../support/moderator.ts';

/** What the browser itself writes where the server says no. */
const refused = /Failed to load resource/;

/** Plugs a security key in, as Chromium has them for tests. Gives what takes it out again. */
async function plugIn(page: Page): Promise<() => Promise<void>> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return async () => {
    await browser.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  };
}

test('a moderator adds a passkey, signs in with password and passkey, and removes it', async ({
  arrive,
  server,
}) => {
  // Passkeys are bound to a name, so the server needs an address that has one.
  const origin = `http://localhost:${server.port}`;
  await server.drain();
  await server.restart({ PUBLIC_ORIGINS: origin });
  const ada = await arrive({ nickname: 'ada', origin });
  ada.watch.tolerate(refused);
  const { page } = ada;
  const unplug = await plugIn(page);
  await joinFirst(page, { invitation: () => server.invitation()?.replace(server.origin, origin) }, 'Ada');

  await page.getByRole('button', { name: 'Menu of Ada' }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByLabel('Name of the new passkey').fill('Blue key');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('Added. You can sign in with it from now on.')).toBeVisible();
  await expect(page.getByText(/not used yet$/)).toBeVisible();
  await expectNothingSerious(page, 'your account');
  await page.getByLabel('Name of the new passkey').fill('The same again');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('This device has a passkey for your account already.')).toBeVisible();

  await page.getByRole('button', { name: 'Rename Blue key' }).click();
  await expect(page.getByLabel('New name')).toBeFocused();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Rename Blue key' })).toBeFocused();
  await page.getByRole('button', { name: 'Rename Blue key' }).click();
  await page.getByLabel('New name').fill('Red key');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Red key')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rename Red key' })).toBeFocused();

  const signOut = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Menu of Ada' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in to moderate' })).toBeVisible();
  };
  const signIn = async (secret: string): Promise<void> => {
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('Password').fill(secret);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  };
  await signOut();
  await expectNothingSerious(page, 'sign-in with passkeys');
  await signIn('not the password');
  await expect(page.getByRole('alert')).toContainText('don’t fit together');
  await signIn(password);
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible();

  await page.getByRole('button', { name: 'Menu of Ada' }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await expect(page.getByText(/^Last used/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove Red key' }).click();
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByRole('button', { name: 'Remove Red key' })).toBeFocused();
  await page.getByRole('button', { name: 'Remove Red key' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Removed. It signs nobody in any more.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeFocused();
  await signOut();
  await signIn(password);
  await expect(page.getByRole('alert')).toContainText('don’t fit together');
  await unplug();
});
