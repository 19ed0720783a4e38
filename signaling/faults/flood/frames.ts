import { randomBytes } from 'node:crypto';
import { frameWith } from '../../bench/lib/contestant.ts';
import { waitingSeek } from '../../bench/lib/sotto.ts';
import { clientTextFrame } from '../../bench/lib/wire-socket.ts';

const wire = (frame: object): Buffer => clientTextFrame(JSON.stringify(frame));
const noMatch = randomBytes(16).toString('base64url');

/** Searches made and taken back, each with a proof to check, a ticket to write down and one to strike out. */
function searches(count: number): Buffer[] {
  return Array.from({ length: count }, (_, n) => waitingSeek(n)).flatMap((seek) => [
    wire(seek),
    wire({ t: 'cancel', ticket: seek.ticket }),
  ]);
}

/** What the sockets of a flood send, each kind from sockets of its own, over and over. */
export const frameKinds: readonly (readonly Buffer[])[] = [
  [wire({ t: 'ping', n: 1 })],
  [
    clientTextFrame(
      frameWith((sdp) => JSON.stringify({ t: 'signal', match: noMatch, data: { type: 'offer', sdp } })),
    ),
  ],
  searches(20),
  // Signed by nobody: the proof belongs to another card.
  [wire({ ...waitingSeek(1), proof: waitingSeek(2).proof })],
];
