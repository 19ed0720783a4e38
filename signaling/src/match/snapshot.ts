import type { SeatSnapshot } from './seat-store.ts';
import type { Seat } from './seat.ts';

/** Raised whenever the shape of a seat changes: a snapshot of another version is as good as none. */
const snapshotVersion = 2;

interface Written {
  readonly version: number;
  readonly seat: Seat;
  /** In base64. */
  readonly digest: string;
  /** In base64; absent where a node has written that knows of one token only. */
  readonly formerDigest?: string;
  readonly held: readonly { readonly match: string; readonly frame: string }[];
}

/** JSON. Held signals are text frames, and so they are written as text. */
export function encodeSnapshot({ seat, digest, formerDigest, held }: SeatSnapshot): string {
  const written: Written = {
    version: snapshotVersion,
    seat,
    digest: toBase64(digest),
    formerDigest: toBase64(formerDigest),
    held: held.map(({ match, frame }) => ({ match, frame: Buffer.from(frame).toString() })),
  };
  return JSON.stringify(written);
}

/** `undefined` for what another version has written. Only servers write here, so the rest is not checked again. */
export function decodeSnapshot(text: string): SeatSnapshot | undefined {
  const { digest, formerDigest = '', held, seat, version } = JSON.parse(text) as Written;
  if (version !== snapshotVersion) return undefined;
  return {
    seat,
    digest: ofBase64(digest),
    formerDigest: ofBase64(formerDigest),
    held: held.map(({ match, frame }) => ({ match, frame: Buffer.from(frame) })),
  };
}

const toBase64 = (digest: string): string => Buffer.from(digest, 'latin1').toString('base64');
const ofBase64 = (text: string): string => Buffer.from(text, 'base64').toString('latin1');
