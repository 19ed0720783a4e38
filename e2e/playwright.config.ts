import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './support/chromium.ts';

export default defineConfig({
  testDir: '.',
  globalSetup: './support/before-all.ts',
  testMatch: '**/*.spec.ts',
  // Namespaces need root: `npm run test:nat` runs these.
  testIgnore: 'nat/**',
  outputDir: '../test-results',
  fullyParallel: true,
  // Each test drives two browsers' worth of pages and a server of its own: more would wait for one another.
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Nothing waits this long unless it fails; a busy machine is slow, not wrong.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: { executablePath: chromiumPath(), args: chromiumArgs },
  },
});
