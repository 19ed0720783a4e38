import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { outdatedPackages } from './lockfile.mjs';
import { machineEnv, pinnedNode, root } from './paths.mjs';
import { run, Unmet } from './process.mjs';

const oldestNodeMajor = 20;

/** Errors by which npm says that it could not reach the registry. */
const unreachable =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH)\b/;

/**
 * Puts the npm packages of the lockfile in place, the pinned Node among them. Quick when they are there.
 * @throws {Unmet} with what to do about it
 */
export async function ensureDependencies() {
  checkMachineNode();
  const lockfile = readJson('package-lock.json');
  if (outdatedPackages(lockfile, readJson('node_modules/.package-lock.json')).length > 0) await install();
  await checkPinnedNode(lockfile.packages['node_modules/node'].version);
}

function checkMachineNode() {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < oldestNodeMajor) {
    throw new Unmet(
      `Sotto needs Node ${oldestNodeMajor} or newer to install itself; this is ${process.version}.`,
    );
  }
}

async function install() {
  const startedAtMs = Date.now();
  process.stdout.write('Installing npm packages … ');
  // Tools and the pinned Node are development dependencies, needed whatever NODE_ENV says. On a Node older
  // than the tools ask for, npm warns of each; they run on the pinned one, so only errors are worth showing.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const { code, output } = await run('npm', args, { env: machineEnv() });
  if (code !== 0) {
    console.log('failed.');
    throw new Unmet(`${output.trim()}\n\n${installAdvice(code, output)}`);
  }
  console.log(`done in ${((Date.now() - startedAtMs) / 1000).toFixed(0)} s.`);
}

function installAdvice(code, output) {
  if (code === 127) return 'npm was not found. It comes with Node: https://nodejs.org';
  if (unreachable.test(output)) {
    return 'npm could not reach the registry. Check the network, or a proxy in `npm config get proxy`, and try again.';
  }
  return 'npm could not install the packages; what it said is above.';
}

async function checkPinnedNode(version) {
  const found = existsSync(pinnedNode) ? (await run(pinnedNode, ['-v'])).output.trim() : 'missing';
  if (found === `v${version}`) return;
  throw new Unmet(
    `Node ${version}, on which Sotto runs, is not in place (${path.relative(root, pinnedNode)}: ${found}).\n` +
      'An install script of the npm package `node` puts it there. If npm is set to ignore install scripts, run\n' +
      '  npm rebuild node --ignore-scripts=false --foreground-scripts\nand try again.',
  );
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
