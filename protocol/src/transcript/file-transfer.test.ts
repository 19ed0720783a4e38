import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../bytes.ts';
import { FileKey } from '../crypto/file-key.ts';
import { seededBytes } from '../testing/seeded-bytes.ts';
import { FileReceiver } from './file-receiver.ts';
import { FileSender } from './file-sender.ts';
import { chunkCount, chunkHashes, chunkRoot, fileChunkBytes, manifestOf, type Manifest } from './manifest.ts';

const random = seededBytes('sotto/file-transfer');
const secret = random(32);

interface Ends {
  readonly sender: FileSender;
  readonly receiver: FileReceiver;
}

function endsFor(
  file: Bytes,
  manifest: Manifest = manifestOf('image/png', file),
  hashes = chunkHashes(file),
): Ends {
  return {
    sender: new FileSender(7, file, hashes, new FileKey(secret.slice())),
    receiver: new FileReceiver(manifest, new FileKey(secret.slice())),
  };
}

function receive({ sender, receiver }: Ends, chunks: number): ReturnType<FileReceiver['takeChunk']>[] {
  return Array.from({ length: chunks }, (_, index) => receiver.takeChunk(sender.chunk(index).sealed));
}

describe('a file in parts', () => {
  it('is put together again as it was, with its last chunk and not before', () => {
    for (const length of [1, fileChunkBytes, fileChunkBytes + 1, 3 * fileChunkBytes - 1]) {
      const file = random(length);
      const ends = endsFor(file);
      expect(ends.receiver.takeHashes(ends.sender.hashes().sealed)).toBe(true);
      const taken = receive(ends, chunkCount(length));
      expect(taken.pop()).toEqual({ result: 'whole', file });
      expect(taken.every(({ result }) => result === 'taken')).toBe(true);
    }
  });

  it('is sealed in the same bytes each time, so that sending again tells nothing', () => {
    const { sender } = endsFor(random(40_000));
    expect(sender.chunk(1)).toEqual(sender.chunk(1));
    expect(sender.hashes()).toEqual(sender.hashes());
  });

  it('is dropped where any part is altered, out of turn, repeated or of another file', () => {
    const file = random(3 * fileChunkBytes);
    const other = endsFor(random(3 * fileChunkBytes));
    fc.assert(
      fc.property(
        fc.nat(2),
        fc.constantFrom('altered', 'out of turn', 'other'),
        fc.nat(),
        (at, how, where) => {
          const ends = endsFor(file);
          ends.receiver.takeHashes(ends.sender.hashes().sealed);
          receive(ends, at);
          const { sealed } = ends.sender.chunk(at);
          if (how === 'altered') sealed[where % sealed.length] = (sealed[where % sealed.length] ?? 0) ^ 1;
          const sent = {
            altered: sealed,
            'out of turn': ends.sender.chunk((at + 1) % 3).sealed,
            other: other.sender.chunk(at).sealed,
          }[how];
          expect(ends.receiver.takeChunk(sent)).toEqual({ result: 'wrong' });
          for (let index = 0; index < 3; index += 1)
            expect(ends.receiver.takeChunk(ends.sender.chunk(index).sealed)).toEqual({ result: 'wrong' });
        },
      ),
    );
  });

  it('is refused by its hashes where they are not those of the manifest, altered, or too few', () => {
    const file = random(2 * fileChunkBytes);
    const hashes = chunkHashes(file);
    const wrong = hashes.slice();
    wrong[40] = (wrong[40] ?? 0) ^ 1;
    const manifest = manifestOf('image/png', file);
    for (const told of [wrong, hashes.slice(32), new Uint8Array([...hashes, ...hashes])]) {
      const { sender, receiver } = endsFor(file, manifest, told);
      expect(receiver.takeHashes(sender.hashes().sealed)).toBe(false);
      expect(receiver.takeChunk(sender.chunk(0).sealed)).toEqual({ result: 'wrong' });
    }
  });

  it('is dropped at the end where all its chunks fit and the whole does not', () => {
    const file = random(2 * fileChunkBytes);
    const ends = endsFor(file, { ...manifestOf('image/png', file), sha256: random(32) });
    expect(ends.receiver.takeHashes(ends.sender.hashes().sealed)).toBe(true);
    expect(receive(ends, 2)).toEqual([{ result: 'taken' }, { result: 'wrong' }]);
  });

  it('is dropped where its length is not that of the manifest, though the sender signed for both', () => {
    const file = random(fileChunkBytes + 10);
    const hashes = chunkHashes(file);
    const manifest = {
      ...manifestOf('image/png', file),
      bytes: fileChunkBytes + 11,
      chunkRoot: chunkRoot(hashes),
    };
    const ends = endsFor(file, manifest);
    expect(ends.receiver.takeHashes(ends.sender.hashes().sealed)).toBe(true);
    expect(receive(ends, 2)).toEqual([{ result: 'taken' }, { result: 'wrong' }]);
  });

  it('neither seals nor opens once the key is erased', () => {
    const ends = endsFor(random(10));
    const { sealed } = ends.sender.hashes();
    ends.sender.erase();
    ends.receiver.erase();
    expect(() => ends.sender.hashes()).toThrow('erased');
    expect(ends.receiver.takeHashes(sealed)).toBe(false);
  });
});
