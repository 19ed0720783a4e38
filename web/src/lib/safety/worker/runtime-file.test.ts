import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runtimeFile } from './runtime-file.ts';

it('names the runtime that is installed', () => {
  const path = fileURLToPath(import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
  const content = readFileSync(path);
  expect(content.length).toBe(runtimeFile.bytes);
  expect(createHash('sha256').update(content).digest('hex')).toBe(runtimeFile.sha256);
});
