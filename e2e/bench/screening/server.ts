import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../support/bundle.ts';

const require = createRequire(import.meta.url);
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const folderOf = (packageFile: string) => dirname(require.resolve(packageFile));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};
/** The app's own; nothing of either contestant needs more. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

const models = here('../../../moderation-models/models');
const ort = folderOf('onnxruntime-web/wasm');
const runtimeFiles = ['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];
const modelFiles = ['text-en.onnx', 'picture.onnx'];

/** All that a person's browser fetches to screen English text and pictures. */
export const shippedFiles: readonly string[] = [
  ...runtimeFiles.map((file) => join(ort, file)),
  ...modelFiles.map((file) => join(models, file)),
];

/** The model of nsfwjs as binary files, as its documentation advises, in place of the base64 in its package. */
async function hostedNsfwjs(): Promise<Map<string, Uint8Array>> {
  const { MobileNetV2MidModel } = await import('nsfwjs/models/mobilenet_v2_mid');
  const { default: model } = await MobileNetV2MidModel.modelJson();
  const files = new Map<string, Uint8Array>();
  const paths: string[] = model.weightsManifest.flatMap((group: { paths: string[] }) => group.paths);
  for (const [at, load] of MobileNetV2MidModel.weightBundles.entries()) {
    const { default: base64 } = await load();
    files.set(`/nsfwjs/${paths[at]}`, Buffer.from(base64, 'base64'));
  }
  files.set('/nsfwjs/model.json', Buffer.from(JSON.stringify(model)));
  return files;
}

export interface ScreeningServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves a bare page, both workers and their files, all of it for the browser's cache. */
export async function startScreeningServer(): Promise<ScreeningServer> {
  const files = await hostedNsfwjs();
  for (const file of runtimeFiles) files.set(`/ort/${file}`, readFileSync(join(ort, file)));
  for (const file of [...modelFiles, 'manifest-text.json'])
    files.set(`/models/${file}`, readFileSync(join(models, file)));
  const tfjs = folderOf('@tensorflow/tfjs-backend-wasm/package.json');
  for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'])
    files.set(`/tfjs/${file}`, readFileSync(join(tfjs, 'dist', file)));
  files.set('/ours.js', Buffer.from(await bundle(here('ours-worker.ts'))));
  files.set('/ours-text.js', Buffer.from(await bundle(here('ours-text.ts'))));
  files.set('/nsfwjs.js', Buffer.from(await bundle(here('nsfwjs-worker.ts'))));
  files.set('/index.html', Buffer.from('<!doctype html><title>screening</title>'));

  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const content = files.get(path);
    if (content === undefined) return void response.writeHead(404).end();
    response
      .writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        'cache-control': 'max-age=31536000, immutable',
      })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
