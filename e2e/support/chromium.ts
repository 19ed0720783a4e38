import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What keeps Chromium from asking the network for things of its own, and lets it run as root in a container. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser of this machine: `CHROMIUM_PATH`, or the first on the PATH. The system's own, so that its
 * security updates reach the tests too and nothing is downloaded.
 * @throws where there is none
 */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH;
  const dirs = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const found = names.flatMap((name) => dirs.map((dir) => join(dir, name))).find(isExecutable);
  if (found === undefined) throw new Error('no Chromium: install it, or name it in CHROMIUM_PATH');
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
