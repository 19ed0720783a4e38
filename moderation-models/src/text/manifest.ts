import { z } from 'zod';

import { textLabels } from '../types.ts';
import { gramRows, maxPieces, pieceRows } from './features.ts';

/** Largest manifest that is parsed, in UTF-16 units. */
export const maxManifestChars = 64_000;

export const textLanguages = ['en', 'de', 'pt', 'fr'] as const;
export type TextLanguage = (typeof textLanguages)[number];

const share = z.number().min(0).max(1);
const thresholds = z.strictObject({ strict: share, standard: share, relaxed: share, certain: share });

/** A figure as it was measured on the shipped file. */
const figure = z.strictObject({
  set: z.string().max(80),
  measure: z.string().max(80),
  value: z.number(),
  lines: z.int().nonnegative(),
});

const model = z.strictObject({
  /** Beside the manifest. */
  file: z.string().regex(/^text-[a-z]{2}\.onnx$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Size of the file. */
  bytes: z.int().positive().max(8_000_000),
  labels: z.array(z.enum(textLabels)).refine((labels) => labels.join() === textLabels.join()),
  /** The sizes that the features are hashed to; another build's would read the wrong rows. */
  features: z.strictObject({
    pieceRows: z.literal(pieceRows),
    gramRows: z.literal(gramRows),
    maxPieces: z.literal(maxPieces),
  }),
  thresholds: z.strictObject(
    Object.fromEntries(textLabels.map((label) => [label, thresholds])) as Record<
      (typeof textLabels)[number],
      typeof thresholds
    >,
  ),
  figures: z.array(figure).max(200),
  data: z
    .array(z.strictObject({ source: z.string().max(120), licence: z.string().max(120), lines: z.int() }))
    .max(60),
});

/** What is shipped beside the models: which file serves which language, and how far it can be trusted. */
export const textManifestSchema = z.strictObject({
  version: z.literal(1),
  models: z.partialRecord(z.enum(textLanguages), model),
});
export type TextManifests = z.infer<typeof textManifestSchema>;
/** The part of the manifest that speaks of one language's model. */
export type TextManifest = z.infer<typeof model>;
