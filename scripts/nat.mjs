/**
 * `npm run test:nat [-- --write] [-- -g PATTERN]`: two browsers meet across every pair of networks, on a small internet of network
 * namespaces. `--write` publishes the table in docs/networks.md. Needs Linux and root; where that is lacking it fails, unless
 * SKIP_NAT_WHERE_IMPOSSIBLE=true.
 */
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { pinnedEnv, root } from './lib/paths.mjs';
import { endChildrenOnSignal, run, runMain, Unmet } from './lib/process.mjs';
import { ensureSystemPrograms, systemPrograms } from './lib/system-packages.mjs';
import { ensureWebApp } from './lib/web-app.mjs';

const laboratoryPrograms = [
  { name: 'iproute2', commands: ['ip'], apt: ['iproute2'], stages: ['nat'] },
  { name: 'nftables', commands: ['nft'], apt: ['nftables'], stages: ['nat'] },
];

await runMain(async () => {
  endChildrenOnSignal();
  const write = process.argv.includes('--write');
  const rest = process.argv.slice(2).filter((argument) => argument !== '--write');
  await ensureDependencies();
  const alsoInTests = systemPrograms.filter(({ name }) => /Chromium|coturn/.test(name));
  const { missing, advice } = await ensureSystemPrograms([...laboratoryPrograms, ...alsoInTests]);
  if (missing.length > 0) throw new Unmet(advice);
  await ensureWebApp();
  const env = {
    ...pinnedEnv(),
    ...(write && { NETWORKS_PAGE: path.join(root, 'docs/networks.md') }),
  };
  const { code } = await run('playwright', ['test', '--config', 'e2e/nat', ...rest], {
    env,
    onOutput: (text) => process.stdout.write(text),
  });
  return code;
});
