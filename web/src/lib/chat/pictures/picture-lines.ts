import type { Line, PictureView } from '../../app/state.ts';

/** Pictures in the lines of a chat. */

/** What whole pictures may take, of both sides together. Each is held twice, to be shown and to be reported. */
export const mostKeptBytes = 64 * 1_024 * 1_024;

/** How often a picture on its way is drawn anew at most: a chunk of a large one moves nothing that anybody sees. */
const progressSteps = 50;

/** Gives the picture of a line another view. */
export function withPicture(
  lines: readonly Line[],
  key: string,
  change: (picture: PictureView) => PictureView,
): readonly Line[] {
  const at = lines.findLastIndex((line) => line.key === key);
  const line = lines[at];
  if (line === undefined || line.kind === 'system' || line.picture === undefined) return lines;
  const picture = change(line.picture);
  return picture === line.picture ? lines : lines.with(at, { ...line, picture });
}

/** Tells how far a picture has come, in steps that somebody can see. */
export function withProgress(lines: readonly Line[], key: string, doneBytes: number): readonly Line[] {
  return withPicture(lines, key, (picture) => {
    if (picture.state !== 'sending' && picture.state !== 'receiving') return picture;
    const step = picture.sizeBytes / progressSteps;
    const moved = Math.floor(doneBytes / step) !== Math.floor(picture.doneBytes / step);
    return moved ? { ...picture, doneBytes } : picture;
  });
}

/** Ends a picture that did not arrive. What there was of it is let go. */
export function withEnd(
  lines: readonly Line[],
  key: string,
  state: Exclude<PictureView['state'], 'sending' | 'stopping' | 'receiving' | 'whole'>,
): readonly Line[] {
  return withPicture(lines, key, ({ type, sizeBytes }) => ({ state, type, sizeBytes }));
}

/** Pictures that are on their way when the chat ends come no further. */
export function withoutUnfinished(lines: readonly Line[]): readonly Line[] {
  return lines.map((line) => {
    if (line.kind === 'system' || line.picture === undefined || !isUnfinished(line.picture)) return line;
    const { type, sizeBytes } = line.picture;
    return { ...line, picture: { state: 'unfinished', type, sizeBytes } };
  });
}

/** Lets go of the oldest whole pictures, so that the others stay within {@link mostKeptBytes}. */
export function keptPictures(lines: readonly Line[]): {
  readonly lines: readonly Line[];
  /** Keys of the lines whose picture is forgotten. */
  readonly forgotten: readonly string[];
} {
  let keptBytes = 0;
  const forgotten: string[] = [];
  for (const line of lines.toReversed()) {
    if (line.kind === 'system' || line.picture?.state !== 'whole') continue;
    keptBytes += line.picture.sizeBytes;
    if (keptBytes > mostKeptBytes) forgotten.push(line.key);
  }
  return { lines: forgotten.reduce((kept, key) => withEnd(kept, key, 'forgotten'), lines), forgotten };
}

function isUnfinished({ state }: PictureView): boolean {
  return state === 'sending' || state === 'stopping' || state === 'receiving';
}
