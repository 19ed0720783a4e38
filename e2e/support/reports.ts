import { expect, type Locator, type Page } from '@playwright/test';
import { decodeReport, type Report } from '@sotto/protocol';
import type { Person } from './person.ts';

/** Where a browser files reports. */
export const filing = '**/api/v1/moderation/reports';

export function dialogOf({ page }: Person): Locator {
  return page.getByRole('dialog');
}

/** Opens the form for the partner on the page. */
export async function openReport(person: Person): Promise<Locator> {
  await person.page
    .locator('header')
    .getByRole('button', { name: /^Report / })
    .click();
  await expect(person.page.getByRole('heading', { name: /^Report / })).toBeVisible();
  return dialogOf(person);
}

/** From the form to what would be sent. */
export async function reviewAs(person: Person, reason: string): Promise<void> {
  const dialog = dialogOf(person);
  await dialog.getByRole('radio', { name: reason }).check();
  await dialog.getByRole('button', { name: 'Review' }).click();
  await expect(dialog.getByRole('heading', { name: 'This is what will be sent' })).toBeVisible();
}

/** The receipt that the dialog shows, once the server has given one. */
export async function receiptOf(person: Person): Promise<string> {
  const dialog = dialogOf(person);
  await expect(dialog.getByRole('heading', { name: /report has arrived$/ })).toBeVisible();
  const receipt = (await dialog.locator('code').textContent()) ?? '';
  expect(receipt).toMatch(/^[\w-]{43}$/);
  return receipt;
}

/** Reports with everything as it comes, up to the receipt. */
export async function report(person: Person, reason = 'Spam or scam'): Promise<string> {
  await openReport(person);
  await reviewAs(person, reason);
  await dialogOf(person).getByRole('button', { name: 'Report only' }).click();
  const receipt = await receiptOf(person);
  await dialogOf(person).getByRole('button', { name: 'Done' }).click();
  return receipt;
}

/** The reports that a page sends from now on, as they are on the wire. */
export function reportsSent(page: Page): Buffer[] {
  const sent: Buffer[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/moderation/reports'))
      sent.push(request.postDataBuffer() ?? Buffer.alloc(0));
  });
  return sent;
}

/** What stands in a report on the wire. */
export function reportIn(bytes: Buffer | undefined): Report {
  const report = decodeReport(new Uint8Array(bytes ?? Buffer.alloc(0)));
  if (!report.ok) throw new Error(`not a report: ${report.error}`);
  return report.value;
}
