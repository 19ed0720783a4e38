/**
 * `npm run cluster [-- --port 8443]`: the production topology as processes of this machine: two signaling nodes, two matchmakers,
 * Redis, PostgreSQL, coturn, and Caddy with TLS before them. Ctrl-C ends them all.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { pinnedEnv, pinnedNode, root } from './lib/paths.mjs';
import { runMain, Unmet } from './lib/process.mjs';
import { ensureSystemPrograms, systemPrograms } from './lib/system-packages.mjs';
import { ensureWebApp } from './lib/web-app.mjs';

await runMain(async () => {
  await ensureDependencies();
  const needed = systemPrograms.filter(({ name }) => /Redis|PostgreSQL|coturn|Caddy/.test(name));
  const { missing, advice } = await ensureSystemPrograms(needed);
  if (missing.length > 0) throw new Unmet(advice);
  await ensureWebApp();
  const args = [path.join(root, 'e2e/cluster/main.ts'), ...process.argv.slice(2)];
  const child = spawn(pinnedNode, args, { env: pinnedEnv(), stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
});
