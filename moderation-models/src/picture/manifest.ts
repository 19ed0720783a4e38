import { z } from 'zod';

import { pictureClasses } from '../types.ts';

const share = z.number().min(0).max(1);
const thresholds = z
  .strictObject({ strict: share, standard: share, relaxed: share, certain: share })
  .refine((row) => row.strict <= row.standard && row.standard <= row.relaxed && row.relaxed <= row.certain);

/** A figure as it was measured on the shipped file. */
const figure = z.strictObject({
  set: z.string().max(120),
  measure: z.string().max(120),
  value: z.number(),
  pictures: z.int().nonnegative(),
});

/** What is shipped beside the picture model, as `manifest-picture.json`: what it is, and how far it can be trusted. */
export const pictureManifestSchema = z.strictObject({
  version: z.literal(1),
  /** Beside the manifest. */
  file: z.literal('picture.onnx'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Size of the file. */
  bytes: z.int().positive().max(8_000_000),
  classes: z.array(z.enum(pictureClasses)).refine((classes) => classes.join() === pictureClasses.join()),
  /** On the sum of porn and hentai, and on the sum of these and sexy. */
  thresholds: z.strictObject({ explicit: thresholds, suggestive: thresholds }),
  /** What the thresholds were set from: of flagged pictures, so many rightly, if the two assumptions hold. */
  precision: z.strictObject({
    strict: share,
    standard: share,
    certain: share,
    assumedShare: share,
    assumedRecall: share,
  }),
  /** Which model of which package the file was converted from. */
  source: z.strictObject({
    package: z.string().max(80),
    version: z.string().max(20),
    model: z.string().max(80),
    licence: z.string().max(20),
    copyright: z.string().max(120),
  }),
  figures: z.array(figure).max(100),
});
export type PictureManifest = z.infer<typeof pictureManifestSchema>;
