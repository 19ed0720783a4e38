import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Things that can be made again; `npm ci` wipes it. */
export const cacheDir = path.join(root, 'node_modules/.cache/sotto');

const windows = process.platform === 'win32';

/** The Node that the project pins, whatever the machine has. */
export const pinnedNode = path.join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node');

const binDir = path.join(root, 'node_modules/.bin');

/** PATH as the machine has it, without the folder that npm puts before it. */
export function machineEnv(env = process.env) {
  return withPath(env, (dirs) => dirs.filter((dir) => path.resolve(dir) !== binDir));
}

/** PATH under which `node` and every tool is the one that the project pins. */
export function pinnedEnv(env = process.env) {
  return withPath(env, (dirs) => [path.dirname(pinnedNode), binDir, ...dirs]);
}

function withPath(env, change) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const dirs = (env[key] ?? '').split(path.delimiter).filter(Boolean);
  return { ...env, [key]: change(dirs).join(path.delimiter) };
}
