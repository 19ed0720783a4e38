import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Plugin } from 'vite';

/** What screening keeps itself, checked by its hash, once somebody chats. Nobody else shall have to load it. */
const keptElsewhere = new Set(['.onnx', '.wasm']);
const moduleName = 'virtual:offline-files';

/**
 * Tells the service worker all files of the build that never change. `$app/manifest` lacks those that a worker loads
 * in its turn, and without them screening would not start offline.
 * @param client where the build for browsers lies by the time that the service worker is built
 */
export function offlineFiles(client: string): Plugin {
  return {
    name: 'sotto:offline-files',
    applyToEnvironment: ({ name }) => name === 'serviceWorker',
    resolveId: (id) => (id === moduleName ? `\0${moduleName}` : undefined),
    load(id) {
      if (id !== `\0${moduleName}`) return undefined;
      const root = join('_app', 'immutable');
      const files = readdirSync(join(client, root), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !keptElsewhere.has(extname(entry.name)))
        .map((entry) => `/${join(entry.parentPath, entry.name).slice(join(client).length + 1)}`);
      if (files.length === 0) throw new Error(`no files of the build in ${client}`);
      return `export const files = ${JSON.stringify(files.sort())};`;
    },
  };
}
