import { expectNothingSerious, overflow } from '../support/accessibility.ts';
import { expect, test } from '../support/fixtures.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any page or phase, ${colorScheme}`, async ({
    arrive,
    bring,
    secretInterest,
  }) => {
    const browser = { colorScheme };
    const ann = await arrive({ nickname: 'ann', interests: [secretInterest], browser });
    for (const path of ['/', '/how-it-works', '/reports', '/statement']) {
      await ann.page.goto(path);
      await expectNothingSerious(ann.page, path);
    }
    await ann.page.goto('/chat');
    await expect(ann.button(/18 or over/)).toBeVisible();
    await expectNothingSerious(ann.page, 'age gate');
    await ann.button(/18 or over/).click();
    await ann.introduce();
    await ann.button('More about you').click();
    await ann.openWishes();
    await expectNothingSerious(ann.page, 'profile');
    await ann.seek();
    await ann.expectSearching();
    await expectNothingSerious(ann.page, 'searching');

    const ben = await bring({ nickname: 'ben', interests: [secretInterest] });
    await ann.expectChatWith(ben);
    await ann.say('hello');
    await ben.expectHeard('hello');
    await ben.say('hello yourself');
    await ann.expectHeard('hello yourself');
    await expectNothingSerious(ann.page, 'chatting');
    await ann.button('Safety code').click();
    await expect(ann.page.getByRole('dialog')).toBeVisible();
    await expectNothingSerious(ann.page, 'safety code');
    await ann.page.keyboard.press('Escape');
    await ben.leave();
    await expect(ann.page.getByRole('heading', { name: 'ben has left' })).toBeVisible();
    await expectNothingSerious(ann.page, 'over');
  });

  test(`axe finds nothing serious on the page for those under 18, ${colorScheme}`, async ({ arrive }) => {
    const { page } = await arrive({ nickname: 'teen', browser: { colorScheme } });
    await page.goto('/chat');
    await page.getByRole('button', { name: /under 18/ }).click();
    await expect(page.getByRole('heading', { name: /isn.t for you yet/ })).toBeVisible();
    await expectNothingSerious(page, 'under 18');
  });
}

test('nothing needs sideways scrolling at 360 pixels', async ({ arrive, bring, secretInterest }) => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
  const ann = await arrive({
    nickname: 'x'.repeat(50),
    interests: [secretInterest, 'w'.repeat(30)],
    browser: phone,
  });
  for (const path of ['/', '/how-it-works', '/reports', '/statement', '/chat']) {
    await ann.page.goto(path);
    expect(await overflow(ann.page), path).toBe(0);
  }
  await ann.button(/18 or over/).click();
  await ann.introduce();
  await ann.button('More about you').click();
  await ann.openWishes();
  expect(await overflow(ann.page), 'profile').toBe(0);
  await ann.seek();
  await ann.expectSearching();
  expect(await overflow(ann.page), 'searching').toBe(0);

  const ben = await bring({
    nickname: 'y'.repeat(50),
    interests: [secretInterest, 'w'.repeat(30)],
    browser: phone,
  });
  await Promise.all([ann.expectChatWith(ben), ben.expectChatWith(ann)]);
  const unbreakable = `https://example.org/${'long'.repeat(60)}`;
  await ann.say(unbreakable);
  await ben.expectHeard(unbreakable);
  for (const { page } of [ann, ben]) expect(await overflow(page), 'chatting').toBe(0);
  await expect(ann.messageBox).toBeInViewport();
  await ben.button('More').click();
  await ben.page.getByRole('menuitem', { name: 'Leave' }).click();
  await expect(ann.page.getByRole('heading', { name: /has left/ })).toBeVisible();
  expect(await overflow(ann.page), 'over').toBe(0);
});

test('the whole path can be walked by keyboard alone', async ({ arrive, bring, secretInterest }) => {
  const ann = await arrive({ nickname: 'ann' });
  const { page } = ann;
  const { keyboard } = page;
  /** Tabs on until the focus has the name, as somebody without a mouse would. */
  const reach = async (role: 'button' | 'link' | 'textbox', name: string | RegExp) => {
    const target = page.getByRole(role, { name }).first();
    for (let tabs = 0; tabs < 40; tabs += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    await expect(target, `${String(name)} is reached by Tab`).toBeFocused();
  };

  await page.goto('/');
  await reach('link', 'Start a chat');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /18 or over/ })).toBeVisible();
  await reach('button', /18 or over/);
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'How shall we introduce you?' })).toBeVisible();
  await reach('textbox', 'Nickname');
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('ann');
  await reach('textbox', 'Interests');
  await keyboard.type(`${secretInterest},`);
  await reach('button', 'Find someone');
  await keyboard.press('Enter');
  await ann.expectSearching();

  const ben = await bring({ nickname: 'ben', interests: [secretInterest] });
  await ann.expectChatWith(ben);
  await reach('textbox', 'Message');
  await keyboard.type('typed without a mouse');
  await keyboard.press('Enter');
  await ben.expectHeard('typed without a mouse');
  await reach('button', 'Next');
  await keyboard.press('Enter');
  await expect(ann.button('Sure? Next')).toBeFocused();
  await keyboard.press('Enter');
  await expect(ben.page.getByRole('heading', { name: 'ann has left' })).toBeVisible();
  await expect(ben.button('Next')).toBeFocused();
});
