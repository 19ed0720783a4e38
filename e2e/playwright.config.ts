import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './support/chromium.ts';

/** Tests that wait for clocks more than they work: for a path to be given up, a server to be missed. */
const patient = ['link/**/*.spec.ts', 'specs/{outages,picture-outage,tampering}.spec.ts'];

export default defineConfig({
  testDir: '.',
  globalSetup: './support/before-all.ts',
  projects: [
    { name: 'patient', testMatch: patient, workers: 1 },
    // Namespaces need root: `npm run test:nat` runs these.
    { name: 'busy', testMatch: '**/*.spec.ts', testIgnore: ['nat/**', ...patient], workers: 2 },
  ],
  outputDir: '../test-results',
  fullyParallel: true,
  // One that waits beside two that each drive two browsers' worth of pages: more would wait for one another.
  workers: 3,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Nothing waits this long unless it fails; a busy machine is slow, not wrong.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    // Its snapshots of each step would cost an eighth of all the work; `--trace on` takes them.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromiumPath(), args: chromiumArgs },
  },
});
