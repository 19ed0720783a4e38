import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { PageWatch } from './page-watch.ts';

/** What a person enters before a search. */
export interface Introduction {
  readonly nickname: string;
  readonly interests?: readonly string[];
  readonly readReceipts?: boolean;
}

/** Everything that was said in the test that this process runs. */
export const saidByAnybody = new Set<string>();

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

  /** Opens the part of the form that says whom one would like to meet. */
  async openWishes(): Promise<void> {
    await this.button(/^Who you.d like to meet/).click();
  }

  async seek(): Promise<void> {
    await this.button('Find someone').click();
  }

  async expectSearching(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Looking for someone' })).toBeVisible();
  }

  /** In an open chat with this partner, able to write. */
  async expectChatWith(partner: Pick<Person, 'nickname'>): Promise<void> {
    await expect(this.page.getByRole('heading', { name: `Chat with ${partner.nickname}` })).toBeVisible();
    await expect(this.button(/^Connection: (Direct|Relayed|Connected)$/)).toBeVisible();
  }

  /** The chat comes to say this of its path. */
  async expectPath(path: string): Promise<void> {
    await expect(this.button(`Connection: ${path}`)).toBeVisible();
  }

  /** What the chat offers to make of its connection. */
  async openConnection(): Promise<Locator> {
    await this.button(/^Connection: /).click();
    return this.page.getByRole('dialog', { name: 'Connection' });
  }

  async say(text: string): Promise<void> {
    saidByAnybody.add(text);
    await this.messageBox.fill(text);
    await this.messageBox.press('Enter');
  }

  async expectHeard(text: string): Promise<void> {
    await expect(this.line(text)).toHaveCount(1);
  }

  async expectDelivered(text: string): Promise<void> {
    await expect(this.line(text).getByText('Delivered')).toBeAttached();
  }

  /** Ends this chat and looks for the next one. Where something was said, the button asks once more before it does. */
  async next(): Promise<void> {
    const said = await this.log
      .getByRole('listitem')
      .filter({ hasText: /^\s*\S+: / })
      .count();
    await this.button('Next').click();
    if (said > 0) await this.button('Sure? Next').click();
  }

  /** Ends this chat for good. */
  async leave(): Promise<void> {
    await this.button('Leave').click();
  }

  /** Ends this chat, never to meet its partner again. */
  async block(): Promise<void> {
    await this.button('Block').click();
    await this.button('Block and leave').click();
  }

  /** From a chat that is over to the next search. */
  async findSomeoneElse(): Promise<void> {
    await this.button('Next').click();
  }

  /** Whom this person met. */
  async partnerName(): Promise<string> {
    const heading = this.page.getByRole('heading', { name: /^Chat with / });
    await expect(heading).toBeVisible();
    return ((await heading.textContent()) ?? '').trim().replace(/^Chat with /, '');
  }

  /** Reloads the page, and means it where the browser asks. */
  async reload(): Promise<void> {
    this.page.once('dialog', (dialog) => void dialog.accept());
    await this.page.reload();
  }

  /** The words of the safety code. */
  async safetyCode(): Promise<string[]> {
    await this.button('Safety code').click();
    const symbols = this.page.getByRole('list', { name: 'Your safety code' }).getByRole('listitem');
    await expect(symbols.first()).toBeVisible();
    const code = await symbols.allTextContents();
    await this.page.keyboard.press('Escape');
    return code.map((symbol) => symbol.trim());
  }

  /** The same person in another tab of the same browser, up to the search. */
  async openTab(): Promise<Person> {
    const tab = new Person(await this.context.newPage(), this.watch, this);
    await tab.comeIn();
    await tab.seek();
    return tab;
  }
}
