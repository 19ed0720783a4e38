import {
  pictureManifestSchema,
  textManifestSchema,
  type PictureManifest,
  type TextLanguage,
  type TextManifest,
} from '@sotto/moderation-models';
import pictureManifestFile from '@sotto/moderation-models/models/manifest-picture.json';
import textManifests from '@sotto/moderation-models/models/manifest-text.json';
import pictureUrl from '@sotto/moderation-models/models/picture.onnx?url';
import textDe from '@sotto/moderation-models/models/text-de.onnx?url';
import textEn from '@sotto/moderation-models/models/text-en.onnx?url';
import textPt from '@sotto/moderation-models/models/text-pt.onnx?url';
import runtimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Asset } from './asset.ts';
import { runtimeFile } from './runtime-file.ts';

/** The files of screening, each at an address that holds a hash of its content. */
const textUrls: Partial<Record<TextLanguage, string>> = { en: textEn, de: textDe, pt: textPt };

export const runtimeAsset: Asset = { url: runtimeUrl, ...runtimeFile };

/** The model of a language with its manifest; `undefined` where this build has none. */
export function textAsset(
  language: TextLanguage,
): { readonly asset: Asset; readonly manifest: TextManifest } | undefined {
  const url = textUrls[language];
  const manifest = textManifestSchema.parse(textManifests).models[language];
  if (url === undefined || manifest === undefined) return undefined;
  return { asset: { url, sha256: manifest.sha256, bytes: manifest.bytes }, manifest };
}

const pictureManifest = pictureManifestSchema.parse(pictureManifestFile);

/** The picture model with its manifest. */
export const pictureAsset: { readonly asset: Asset; readonly manifest: PictureManifest } = {
  asset: { url: pictureUrl, sha256: pictureManifest.sha256, bytes: pictureManifest.bytes },
  manifest: pictureManifest,
};

/** All addresses that a cache may keep. */
export const assetUrls: readonly string[] = [runtimeUrl, pictureUrl, ...Object.values(textUrls)];
