import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import type { Person } from '../support/person.ts';

/** The worker that screens. */
const workerFile = '**/screening.worker-*.js';

/** A browser whose owner took the screening out of it. */
async function withoutScreening({ page, watch }: Person): Promise<void> {
  watch.tolerate(/net::ERR_FAILED|Failed to fetch/);
  await page.route(workerFile, (route) => route.abort());
}

/** Whether the model of this person's browser screens. */
async function expectScreened(person: Person): Promise<void> {
  await expect(person.page.getByText('Messages are screened on this device.')).toBeVisible();
}

const hidden = (page: Page) => page.getByText(/^Hidden: /);

test('a hateful line is hidden for the reader though the writer’s browser screens nothing', async ({
  arrive,
  secretInterest,
}) => {
  const interests = [secretInterest];
  const [ann, ben] = await Promise.all([
    arrive({ nickname: 'ann', interests }),
    arrive({ nickname: 'ben', interests }),
  ]);
  await withoutScreening(ann);
  for (const person of [ann, ben]) {
    await person.comeIn();
    await person.introduce();
    await person.seek();
  }
  await Promise.all([ann.expectChatWith(ben), ben.expectChatWith(ann)]);
  await expectScreened(ben);

  await ann.say('you dirty immigrants are subhuman vermin');
  await expect(hidden(ben.page)).toBeVisible();
  await expect(ben.page.getByText('subhuman')).toHaveCount(0);

  await ben.button('Show the hidden message from ann').click();
  const line = ben.page.getByText('you dirty immigrants are subhuman vermin', { exact: true });
  await expect(line).toBeFocused();
  await ben.button('Hide again').click();
  await expect(line).toHaveCount(0);
});

test('a threat offers the report form with its line chosen', async ({ pair: { ann, ben } }) => {
  await expectScreened(ben);
  await ann.say('hello');
  await ann.say('I will find you and kill you');
  await ben.button('Report this message from ann').click();
  const dialog = ben.page.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: 'Threats' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /I will find you/ })).toBeChecked();
});

test('nothing that screens is fetched before somebody searches', async ({ arrive }) => {
  const ann = await arrive({ nickname: 'ann' });
  const fetched: string[] = [];
  ann.context.on('request', (request) => {
    if (/\.(onnx|wasm)$|screening\.worker/.test(request.url())) fetched.push(request.url());
  });
  await ann.comeIn();
  await ann.introduce();
  await ann.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(fetched).toEqual([]);
  const model = ann.context.waitForEvent('request', (request) => request.url().includes('.onnx'));
  await ann.seek();
  await model;
});
