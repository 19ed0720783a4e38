import type { SeatSnapshot } from './seat-store.ts';
import type { Seat } from './seat.ts';

/** Raised whenever the shape of a seat changes: a snapshot of another version is as good as none. */
const snapshotVersion = 2;

interface Written {
  readonly version: number;
  readonly seat: Seat;
  /** In base64. */
  readonly digest: string;
  readonly held: readonly { readonly match: string; readonly frame: string }[];
}

/** JSON. Held signals are text frames, and so they are written as text. */
export function encodeSnapshot({ seat, digest, held }: SeatSnapshot): string {
  const written: Written = {
    version: snapshotVersion,
    seat,
    digest: Buffer.from(digest, 'latin1').toString('base64'),
    held: held.map(({ match, frame }) => ({ match, frame: Buffer.from(frame).toString() })),
  };
  return JSON.stringify(written);
}

/** `undefined` for what another version has written. Only servers write here, so the rest is not checked again. */
export function decodeSnapshot(text: string): SeatSnapshot | undefined {
  const { digest, held, seat, version } = JSON.parse(text) as Written;
  if (version !== snapshotVersion) return undefined;
  return {
    seat,
    digest: Buffer.from(digest, 'base64').toString('latin1'),
    held: held.map(({ match, frame }) => ({ match, frame: Buffer.from(frame) })),
  };
}
