/**
 * `npm start`: from a fresh clone to a running server, with nothing but Node and npm on the machine. Installs
 * and builds only what is missing or stale. Every variable of the environment goes to the server.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/paths.mjs';
import { runMain } from './lib/process.mjs';
import { runServer } from './lib/server.mjs';
import { ensureWebApp } from './lib/web-app.mjs';

const whatNext = `
Two people make a chat:
  1. Open the address above in one browser, and again in another one or in a private window.
  2. In both, say that you are 18 or over, choose a nickname and the same interest, and start.

Only this machine can open it now. Browsers open direct connections from secure pages only, so for
others put it behind a web server that speaks https, and name that address in PUBLIC_ORIGINS.
README.md says how, and lists what else can be set. Ctrl-C stops it.
`;

await runMain(async () => {
  await ensureDependencies();
  await ensureWebApp();
  // The server makes its data folder when it first starts.
  let firstRun = !existsSync(path.resolve(root, process.env.DATA_DIR || 'data'));
  return runServer({
    onLine: (line) => {
      console.log(line);
      if (firstRun && /https?:\/\//.test(line)) console.log(whatNext);
      if (/https?:\/\//.test(line)) firstRun = false;
    },
  });
});
