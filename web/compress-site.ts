import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = new Set([
  ...['.html', '.js', '.mjs', '.json', '.css', '.svg', '.xml', '.txt', '.webmanifest'],
  ...['.wasm', '.onnx'],
]);
/** Results by the hash of what went in: the runtime alone costs a minute, and changes once in months. */
const cacheDir = fileURLToPath(new URL('../node_modules/.cache/sotto-compressed/', import.meta.url));
/** One brotli at its best holds some hundred megabytes; more at once gain nothing. */
const atOnce = 4;

const codings = [
  {
    suffix: '.br',
    pack: (content: Buffer) =>
      promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  },
  {
    suffix: '.gz',
    pack: (content: Buffer) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  },
];

/** Puts a brotli and a gzip variant beside each file of a built site that gains by it, models included. */
export async function compressSite(folder: string): Promise<void> {
  await mkdir(cacheDir, { recursive: true });
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => compressible.has(extname(name))).map((name) => join(folder, name));
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let file = files.pop(); file !== undefined; file = files.pop()) await compress(file);
    }),
  );
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  const hash = createHash('sha256').update(content).digest('hex');
  for (const { suffix, pack } of codings) {
    const kept = join(cacheDir, hash + suffix);
    const copied = await copyFile(kept, file + suffix).then(
      () => true,
      () => false,
    );
    if (copied) continue;
    const packed = await pack(content);
    await writeFile(file + suffix, packed);
    // Written aside and moved, so that a build that is broken off leaves no half of a file.
    await writeFile(`${kept}.${process.pid}`, packed);
    await rename(`${kept}.${process.pid}`, kept);
  }
}
