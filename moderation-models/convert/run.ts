/**
 * `npm run models:convert`: converts nsfwjs' MobileNetV2Mid, as the npm package ships it, to `models/picture.onnx`,
 * and writes its hash and size to the manifest. The same package gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

import { pictureManifestSchema } from '../src/picture/manifest.ts';
import { convertPictureModel } from './picture-model.ts';

const models = new URL('../models/', import.meta.url);
const manifestFile = new URL('manifest-picture.json', models);

const manifest = pictureManifestSchema.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
const content = await convertPictureModel();
const sha256 = createHash('sha256').update(content).digest('hex');
writeFileSync(new URL(manifest.file, models), content);
writeFileSync(manifestFile, `${JSON.stringify({ ...manifest, sha256, bytes: content.length }, null, 2)}\n`);
process.stdout.write(`${manifest.file}: ${content.length} bytes, SHA-256 ${sha256}\n`);
