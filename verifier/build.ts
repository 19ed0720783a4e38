import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildPage, pageFileName } from './src/build-page.ts';

/** `npm run build -w verifier`: writes the page to `dist`. */

const folder = fileURLToPath(new URL('dist/', import.meta.url));
await mkdir(folder, { recursive: true });
await writeFile(folder + pageFileName, await buildPage());
