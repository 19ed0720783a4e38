import { framesOf, openPicture, preparePicture, type PlainPicture } from '../index.ts';

/** A page and a worker for tests in real browsers: files are fetched by their path, answers are plain values. */

export type Colour = readonly [red: number, green: number, blue: number];

/** What came of a file; `content` is the picture that was made, in base64. */
export type LabReport =
  | { readonly ok: false; readonly reason: string }
  | {
      readonly ok: true;
      readonly type: string;
      readonly width: number;
      readonly height: number;
      readonly content: string;
      /** Only of an opened picture: the colour of the corner of each frame that the model would see. */
      readonly corners?: readonly Colour[];
      readonly animated: boolean;
    };

export type LabJob = 'prepare' | 'open';

declare global {
  /** Does a job on a file, here or in a worker. */
  var picturesLab: (job: LabJob, path: string, where: 'page' | 'worker') => Promise<LabReport>;
}

const chunkBytes = 8_192;

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += chunkBytes)
    text += String.fromCharCode(...bytes.subarray(at, at + chunkBytes));
  return btoa(text);
}

const told = async ({ blob, type, width, height }: PlainPicture) => ({
  ok: true as const,
  type: blob.type === type ? type : `${blob.type}, told to be ${type}`,
  width,
  height,
  content: await base64Of(blob),
});

async function work(job: LabJob, path: string): Promise<LabReport> {
  const file = await (await fetch(path)).blob();
  if (job === 'prepare') {
    const prepared = await preparePicture(file);
    if (!prepared.ok) return prepared;
    return { ...(await told(prepared.picture)), animated: prepared.wasAnimated };
  }
  const opened = await openPicture(file);
  if (!opened.ok) return opened;
  const corners: Colour[] = [];
  for await (const { data } of framesOf(opened)) corners.push([data[0] ?? -1, data[1] ?? -1, data[2] ?? -1]);
  return { ...(await told(opened.picture)), corners, animated: opened.frames > 1 };
}

if (typeof document === 'undefined') {
  addEventListener('message', ({ data }: MessageEvent<[LabJob, string]>) => {
    void work(...data).then((report) => postMessage(report));
  });
} else {
  globalThis.picturesLab = (job, path, where) => {
    if (where === 'page') return work(job, path);
    const worker = new Worker(import.meta.url, { type: 'module' });
    return new Promise<LabReport>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<LabReport>) => resolve(data));
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      worker.postMessage([job, path]);
    }).finally(() => worker.terminate());
  };
}
