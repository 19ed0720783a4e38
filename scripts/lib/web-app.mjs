import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDir, pinnedEnv, root } from './paths.mjs';
import { run, Unmet } from './process.mjs';

/** Whatever may change the built pages. A package that the web app may import is listed here whole. */
const inputs = ['web', 'protocol', 'moderation-models', 'package-lock.json'];
const ignoredDirs = new Set(['node_modules', 'build', '.svelte-kit', 'bench', 'testing']);
const ignoredFiles = /\.(test|bench|spec)\.[a-z]+$/;

const page = path.join(root, 'web/build/index.html');
const stamp = path.join(cacheDir, 'web-build-inputs');

/**
 * Builds the web app when its inputs are not those of the build in place. Quick otherwise: hashing all of
 * them takes tens of milliseconds, and unlike times of change it survives a checkout.
 * @throws {Unmet} with what the build said
 */
export async function ensureWebApp() {
  const wanted = hashOf(inputs.flatMap((input) => filesUnder(path.join(root, input))).sort());
  if (existsSync(page) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const startedAtMs = Date.now();
  process.stdout.write('Building the web app … ');
  // A build that fails half-way must not pass for the one that the stamp describes.
  rmSync(stamp, { force: true });
  const { code, output } = await run('npm', ['run', 'build', '--workspace', 'web', '--silent'], {
    env: pinnedEnv(),
  });
  if (code !== 0) {
    console.log('failed.');
    throw new Unmet(`${output.trim()}\n\nThe web app could not be built; what the build said is above.`);
  }
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(stamp, wanted);
  console.log(`done in ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s.`);
}

/** The files under `place`, or `place` itself where it is a file; without tests and what builds make. */
export function filesUnder(place) {
  const entries = listing(place);
  if (entries === undefined) return existsSync(place) ? [place] : [];
  return entries.flatMap((entry) => {
    if (entry.isDirectory())
      return ignoredDirs.has(entry.name) ? [] : filesUnder(path.join(place, entry.name));
    return ignoredFiles.test(entry.name) ? [] : [path.join(place, entry.name)];
  });
}

/** SHA-256 over names and contents, in the order given. */
export function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const contents = readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${contents.length}\0`).update(contents);
  }
  return hash.digest('hex');
}

function listing(place) {
  try {
    return readdirSync(place, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR' || error.code === 'ENOENT') return undefined;
    throw error;
  }
}
