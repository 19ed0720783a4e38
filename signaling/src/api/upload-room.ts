import { fail, ok, type Bytes, type Result } from '@sotto/protocol';

export interface UploadRoomOptions {
  /** Of all uploads together. */
  readonly mostBytes: number;
  /** Of one upload. */
  readonly mostOfOne: number;
  /** Uploads that are worked on at one time; others wait for their turn. */
  readonly mostAtWork: number;
}

/** The body is too large, or had to give way to others while it was coming in. */
export type UploadRefusal = 'too-big' | 'gave-way';

/** Memory for large bodies that come in. */
export interface UploadRoom {
  /**
   * Reads a body and works on it; its bytes count until the work has ended.
   * @param prefix names the network that it comes from.
   */
  take<Answer>(
    prefix: string,
    body: ReadableStream<Uint8Array> | null,
    work: (bytes: Bytes) => Promise<Answer>,
  ): Promise<Result<Answer, UploadRefusal>>;
}

/** With which an upload begins; a connection takes memory too. */
const leastBytes = 65_536;

interface Upload {
  readonly prefix: string;
  /** Grows by doubling: parts that are kept one by one take a hundred times their length where each is one byte. */
  buffer: Bytes;
  length: number;
  atWork: boolean;
  readonly gaveWay: Promise<'gave-way'>;
  giveWay(): void;
}

/**
 * Counts what has come rather than what may come, so whoever sends slowly keeps no room that others need. Where there is none left, the largest
 * upload of the network that has most in it gives way: one network, or a few, can't keep another's reports out.
 */
export function createUploadRoom({ mostBytes, mostOfOne, mostAtWork }: UploadRoomOptions): UploadRoom {
  const uploads = new Set<Upload>();
  const inTurn = createTurns(mostAtWork);

  const makeRoom = (): void => {
    while (sumOf([...uploads]) > mostBytes) {
      const largest = largestOf([...uploads]);
      if (largest === undefined) return;
      uploads.delete(largest);
      largest.giveWay();
    }
  };

  const read = async (
    upload: Upload,
    body: ReadableStream<Uint8Array> | null,
  ): Promise<UploadRefusal | undefined> => {
    const reader = body?.getReader();
    for (;;) {
      const part = await Promise.race([upload.gaveWay, reader?.read()]);
      if (part === 'gave-way') return part;
      if (part?.value === undefined) return undefined;
      const length = upload.length + part.value.length;
      if (length > mostOfOne) return 'too-big';
      if (length > upload.buffer.length) {
        const capacity = Math.min(mostOfOne, Math.max(length, 2 * upload.buffer.length));
        upload.buffer = new Uint8Array(upload.buffer.buffer.transfer(capacity));
        makeRoom();
        if (!uploads.has(upload)) return 'gave-way';
      }
      upload.buffer.set(part.value, upload.length);
      upload.length = length;
    }
  };

  return {
    take: async (prefix, body, work) => {
      const upload = newUpload(prefix);
      uploads.add(upload);
      try {
        makeRoom();
        const refusal = await read(upload, body);
        if (refusal !== undefined) return fail(refusal);
        return await Promise.race([
          inTurn(async () => {
            // It may have given way while it waited.
            if (!uploads.has(upload)) return fail('gave-way' as const);
            upload.atWork = true;
            return ok(await work(upload.buffer.subarray(0, upload.length) as Bytes));
          }),
          upload.gaveWay.then((gaveWay) => fail(gaveWay)),
        ]);
      } finally {
        uploads.delete(upload);
      }
    },
  };
}

function newUpload(prefix: string): Upload {
  const { promise, resolve } = Promise.withResolvers<'gave-way'>();
  const upload: Upload = {
    prefix,
    buffer: new Uint8Array(leastBytes),
    length: 0,
    atWork: false,
    gaveWay: promise,
    giveWay: () => {
      upload.buffer = new Uint8Array();
      resolve('gave-way');
    },
  };
  return upload;
}

function sumOf(uploads: readonly Upload[]): number {
  return uploads.reduce((sum, { buffer }) => sum + buffer.length, 0);
}

/** Of what can still give way. */
function largestOf(uploads: readonly Upload[]): Upload | undefined {
  const waiting = uploads.filter(({ atWork }) => !atWork);
  const ofPrefix = Map.groupBy(uploads, ({ prefix }) => prefix);
  const shareOf = ({ prefix }: Upload): number => sumOf(ofPrefix.get(prefix) ?? []);
  return waiting
    .map((upload) => ({ upload, share: shareOf(upload) }))
    .sort((a, b) => b.share - a.share || b.upload.buffer.length - a.upload.buffer.length)[0]?.upload;
}

/** Lets so much work go on at a time, the rest in the order in which it came. */
function createTurns(most: number): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  const waiting: (() => void)[] = [];
  let free = most;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
