import { expect, test } from '../support/fixtures.ts';

test('somebody under 18 is turned away kindly, and a reload does not change it', async ({ arrive }) => {
  const { page } = await arrive({ nickname: 'teen' });
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.goto('/chat');
  await page.getByRole('button', { name: /under 18/ }).click();
  await expect(page.getByRole('heading', { name: /isn.t for you yet/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: /isn.t for you yet/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /18 or over/ })).toHaveCount(0);
  expect(sockets).toEqual([]);
});

test('nothing is asked of the server before somebody says that they are an adult', async ({ arrive }) => {
  const { page } = await arrive({ nickname: 'ann' });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.method());
  });
  await page.goto('/');
  await page.getByRole('link', { name: 'Start a chat' }).first().click();
  await expect(page.getByRole('heading', { name: /18 or over/ })).toBeVisible();
  expect(asked).not.toContain('POST');
});

test('a nickname with a space is refused with a reason, a good one is taken', async ({ arrive }) => {
  const ann = await arrive({ nickname: 'ann' });
  await ann.comeIn();
  const nickname = ann.page.getByRole('textbox', { name: 'Nickname' });
  await nickname.fill('two words');
  await ann.seek();
  await expect(nickname).toHaveAttribute('aria-invalid', 'true');
  await expect(nickname).toHaveAccessibleDescription(/Only letters, digits/);
  await nickname.fill('Zoë_日本-7');
  await ann.seek();
  await ann.expectSearching();
});

test('the device remembers nickname and interests, the tab remembers the answer about age', async ({
  bring,
}) => {
  const ann = await bring({ nickname: 'ann-again', interests: ['night trains'] });
  await ann.expectSearching();
  await ann.button('Cancel').click();
  await ann.page.reload();
  await expect(ann.page.getByRole('textbox', { name: 'Nickname' })).toHaveValue('ann-again');
  await expect(ann.page.getByRole('list', { name: 'Your interests' })).toContainText('night trains');
});
