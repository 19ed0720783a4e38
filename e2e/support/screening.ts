import { readFileSync } from 'node:fs';
import { expect, type Locator } from '@playwright/test';
import { test as base } from './fixtures.ts';
import type { Person } from './person.ts';

/** The workers that screen, and the files of their models. */
const workers = /\/(screening|picture)\.worker-[\w-]+\.js$/;
export const textModel = '**/text-en-*.onnx';
export const pictureModel = '**/picture-*.onnx';

/** A browser whose owner took the screening out of it. */
export async function withoutScreening({ page, watch }: Person): Promise<void> {
  watch.tolerate(/net::ERR_FAILED|Failed to fetch/);
  await page.route(workers, (route) => route.abort());
}

/** Whether the model of this person's browser screens. */
export async function expectScreened(person: Person): Promise<void> {
  await expect(person.page.getByText('Messages are screened on this device.')).toBeVisible();
}

/** What the page says above the conversation where screening is not as it should be. */
export function screeningBar({ page }: Person): Locator {
  return page.getByRole('main').getByText(/(rules screen alone|not screened)/);
}

/** Everybody's picture model comes damaged: no picture is checked, and each stays behind a click. */
export const test: typeof base = base.extend({
  arrive: async ({ arrive }, use) => {
    await use(async (arrival) => {
      const person = await arrive(arrival);
      await person.context.route(pictureModel, (route) => route.fulfill({ body: 'no model' }));
      return person;
    });
  },
});

/** The lines of an everyday chat, in turn by one and the other. */
export function everydayLines(language: string): readonly { by: 'a' | 'b'; text: string }[] {
  const file = new URL('../../moderation-models/suites/everyday.json', import.meta.url);
  const { conversations } = JSON.parse(readFileSync(file, 'utf8')) as {
    conversations: { language: string; lines: ['a' | 'b', string][] }[];
  };
  return conversations
    .filter((conversation) => conversation.language === language)
    .flatMap(({ lines }) => lines.map(([by, text]) => ({ by, text })));
}
