import { expect, type BrowserContext, type Page } from '@playwright/test';

/** Collects whatever a page complains about: exceptions, console errors, violations of the content security policy. */
export interface PageWatch {
  /** Complaints of this kind are what the test provokes. */
  tolerate(kind: RegExp): void;
  /** Fails where a page complained of anything else. */
  expectQuiet(): void;
}

/** Watches every page of a context, those to come included. */
export async function watchPages(context: BrowserContext, whose: string): Promise<PageWatch> {
  const complaints: string[] = [];
  const tolerated: RegExp[] = [];
  const watch = (page: Page) => {
    page.on('pageerror', (error) => complaints.push(`exception: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error')
        complaints.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('crash', () => complaints.push('the page crashed'));
  };
  context.on('page', watch);
  // The browser reports violations in the console too, but not those of `report-only` nor of workers' style.
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(
        `violates ${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  return {
    tolerate: (kind) => tolerated.push(kind),
    expectQuiet: () => {
      const loud = complaints.filter((complaint) => !tolerated.some((kind) => kind.test(complaint)));
      expect(loud, `${whose}'s page complained`).toEqual([]);
    },
  };
}
