import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { PageWatch } from './page-watch.ts';

/** What a person enters before a search. */
export interface Introduction {
  readonly nickname: string;
  readonly interests?: readonly string[];
  readonly readReceipts?: boolean;
}

/** Somebody with a browser of their own: what they do and see, by the names that a screen reader tells. */
export class Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly watch: PageWatch;
  readonly nickname: string;
  readonly interests: readonly string[];
  readonly #readReceipts: boolean | undefined;

  constructor(page: Page, watch: PageWatch, introduction: Introduction) {
    this.page = page;
    this.context = page.context();
    this.watch = watch;
    this.nickname = introduction.nickname;
    this.interests = introduction.interests ?? [];
    this.#readReceipts = introduction.readReceipts;
  }

  get messageBox(): Locator {
    return this.page.getByRole('textbox', { name: 'Message', exact: true });
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Messages' });
  }

  /** The line that holds just this text. */
  line(text: string): Locator {
    return this.log.getByRole('listitem').filter({ has: this.page.getByText(text, { exact: true }) });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** From the landing page to the form. */
  async comeIn(): Promise<void> {
    await this.page.goto('/');
    await this.page.getByRole('link', { name: 'Start a chat' }).first().click();
    await this.button(/^I.m 18 or over$/).click();
    await expect(this.page.getByRole('heading', { name: 'How shall we introduce you?' })).toBeVisible();
  }

  /** Fills in the form, but starts no search. */
  async introduce(): Promise<void> {
    await this.page.getByLabel('Nickname', { exact: true }).fill(this.nickname);
    for (const interest of this.interests) await this.addInterest(interest);
    if (this.#readReceipts !== undefined) {
      await this.page.getByRole('switch', { name: 'Read receipts' }).setChecked(this.#readReceipts);
    }
  }

  async addInterest(interest: string): Promise<void> {
    const field = this.page.getByLabel('Interests', { exact: true });
    await field.fill(interest);
    await field.press('Enter');
  }

  async seek(): Promise<void> {
    await this.button('Find someone').click();
  }

  async expectSearching(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Looking for someone' })).toBeVisible();
  }

  /** In an open chat with this partner, able to write. */
  async expectChatWith(partner: Person): Promise<void> {
    await expect(this.page.getByRole('heading', { name: `Chat with ${partner.nickname}` })).toBeVisible();
    await expect(this.messageBox).toBeEditable();
  }

  async say(text: string): Promise<void> {
    await this.messageBox.fill(text);
    await this.messageBox.press('Enter');
  }

  async expectHeard(text: string): Promise<void> {
    await expect(this.line(text)).toHaveCount(1);
  }

  async expectDelivered(text: string): Promise<void> {
    await expect(this.line(text).getByText('Delivered')).toBeAttached();
  }

  /** Ends this chat and looks for the next one; the button asks once more before it does. */
  async next(): Promise<void> {
    await this.button('Next').click();
    await this.button('Sure? Next').click();
  }
}
