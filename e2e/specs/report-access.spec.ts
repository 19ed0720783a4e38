import { expectNothingSerious, overflow } from '../support/accessibility.ts';
import { expect, test } from '../support/fixtures.ts';
import { dialogOf, filing, openReport, receiptOf, reviewAs } from '../support/reports.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in the report form and its preview, ${colorScheme}`, async ({ meet }) => {
    const { ann, ben } = await meet({ nickname: 'ann', browser: { colorScheme } }, { nickname: 'ben' });
    await ben.say('something nasty');
    await ann.expectHeard('something nasty');
    await ann.say('leave me alone');
    const dialog = await openReport(ann);
    await dialog.getByRole('checkbox', { name: /leave me alone/ }).uncheck();
    await dialog.getByRole('button', { name: 'Review' }).click();
    await expectNothingSerious(ann.page, 'form with a fault');
    await reviewAs(ann, 'Threats');
    await expectNothingSerious(ann.page, 'preview');
  });

  test(`axe finds nothing serious in what became of a report, ${colorScheme}`, async ({ meet }) => {
    const { ann } = await meet({ nickname: 'ann', browser: { colorScheme } }, { nickname: 'ben' });
    ann.watch.tolerate(/net::ERR_FAILED/);
    await ann.page.route(filing, (route) => route.abort(), { times: 1 });
    const dialog = await openReport(ann);
    await reviewAs(ann, 'Threats');
    await dialog.getByRole('button', { name: 'Report only' }).click();
    await expect(dialog.getByRole('heading', { name: 'The report was not sent' })).toBeVisible();
    await expectNothingSerious(ann.page, 'not sent');
    await dialog.getByRole('button', { name: 'Later' }).click();
    await expectNothingSerious(ann.page, 'a report that waits');
    await ann.button('Show').click();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await receiptOf(ann);
    await expectNothingSerious(ann.page, 'receipt');
    const opening = ann.context.waitForEvent('page');
    await dialog.getByRole('link', { name: /Your reports/ }).click();
    const reports = await opening;
    await expect(reports.getByText('Received', { exact: true })).toBeVisible();
    await expectNothingSerious(reports, 'reports');
  });
}

test('the report dialog fits a phone, its actions in reach', async ({ meet }) => {
  const browser = { viewport: { width: 360, height: 740 }, hasTouch: true };
  const { ann, ben } = await meet(
    { nickname: 'ann', browser },
    { nickname: 'y'.repeat(50), browser: { viewport: { width: 360, height: 740 } } },
  );
  const unbreakable = `https://example.org/${'long'.repeat(60)}`;
  await ben.say(unbreakable);
  await ann.expectHeard(unbreakable);
  await ann.button('More').click();
  await ann.page.getByRole('menuitem', { name: 'Report…' }).click();
  const dialog = dialogOf(ann);
  await expect(dialog.getByRole('button', { name: 'Review' })).toBeInViewport({ ratio: 1 });
  expect(await overflow(ann.page), 'form').toBe(0);
  await reviewAs(ann, 'Spam or scam');
  for (const name of ['Report and block', 'Report only', 'Back to the form'])
    await expect(dialog.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  expect(await overflow(ann.page), 'preview').toBe(0);
  const box = await dialog.boundingBox();
  expect(box).toEqual({ x: 0, y: 0, width: 360, height: 740 });
  await dialog.getByRole('button', { name: 'Report and block' }).click();
  await receiptOf(ann);
  expect(await overflow(ann.page), 'receipt').toBe(0);
});

test('a report can be made by keyboard alone, and the focus comes back', async ({ pair: { ann, ben } }) => {
  const { page } = ann;
  const { keyboard } = page;
  const dialog = dialogOf(ann);
  /** Tabs on until the focus is in the dialog on what has this name. */
  const reach = async (role: 'button' | 'checkbox' | 'radio', name: string | RegExp) => {
    const target = dialog.getByRole(role, { name }).first();
    for (let tabs = 0; tabs < 40; tabs += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await expect(target).toBeFocused();
  };

  await ben.say('something nasty');
  await ann.expectHeard('something nasty');
  await ann.messageBox.focus();
  await keyboard.press('Alt+KeyR');
  await expect(page.getByRole('heading', { name: 'Report ben' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(ann.messageBox).toBeFocused();
  await keyboard.press('Alt+KeyR');
  await reach('radio', 'Harassment');
  await keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: 'Inappropriate content' })).toBeChecked();
  await reach('checkbox', /something nasty/);
  await keyboard.press('Space');
  await expect(dialog.getByRole('checkbox', { name: /something nasty/ })).not.toBeChecked();
  // Behind a dialog, Next and another report don't answer.
  await keyboard.press('Alt+KeyN');
  await keyboard.press('Alt+KeyN');
  await reach('button', 'Review');
  await keyboard.press('Enter');
  await expect(dialog.getByRole('heading', { name: 'This is what will be sent' })).toBeFocused();
  await reach('button', 'Back to the form');
  await keyboard.press('Enter');
  await expect(dialog.getByRole('radio', { name: 'Inappropriate content' })).toBeChecked();
  await reach('button', 'Review');
  await keyboard.press('Enter');
  await reach('button', 'Report only');
  await keyboard.press('Enter');
  await receiptOf(ann);
  await reach('button', 'Done');
  await keyboard.press('Enter');
  await expect(ann.messageBox).toBeFocused();
});
