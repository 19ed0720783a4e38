import {
  decodeContent,
  draftReport,
  encodeReport,
  fromBase64Url,
  newestEntries,
  otherRole,
  type Bytes,
  type Entry,
  type MatchedFrame,
  type MatchId,
  type Role,
} from '@sotto/protocol';
import type { Reportable, ReportableLine, ReportRequest } from '../app/state.ts';
import type { SealedTranscript } from './sealed-transcript.ts';

/** How many of the newest messages a report carries, of both sides together. */
export const mostReported = 100;

/**
 * What can be reported of a match, during its chat and after. A report is made of what was shown before it: messages that
 * come in between are not in it.
 */
export class MatchRecord {
  readonly match: MatchId;
  /** Names the partner in the avoid list. */
  readonly avoid: string;
  readonly #matched: MatchedFrame;
  readonly #sealed: SealedTranscript;
  readonly #tx: Bytes;
  #shown: readonly Entry[] = [];

  constructor(matched: MatchedFrame, sealed: SealedTranscript, tx: Bytes) {
    this.match = matched.match;
    this.avoid = matched.peer.avoid;
    this.#matched = matched;
    this.#sealed = sealed;
    this.#tx = tx;
  }

  /** What a report would carry now. */
  reportable(): Reportable {
    const { transcript } = this.#sealed;
    this.#shown = newestEntries(transcript, mostReported);
    const acknowledged = this.#shown.findLast(({ statement: { role } }) => role !== transcript.role)
      ?.statement.ackSeq;
    const lines = this.#shown.flatMap((entry) => lineOf(entry, transcript.role, acknowledged ?? 0));
    return { match: this.match, nickname: this.#matched.peer.nickname, lines };
  }

  /**
   * The bytes of a report of what {@link reportable} told last, signed.
   * @throws RangeError where the comment is too long.
   */
  async encode({ reason, comment, disclosed }: Omit<ReportRequest, 'match' | 'block'>): Promise<Bytes> {
    const { role } = this.#sealed.transcript;
    const draft = draftReport(role, {
      reason,
      comment,
      ticket: fromBase64Url(this.#matched.evidence) ?? new Uint8Array(),
      entries: this.#shown,
      discloses: (of, seq) => disclosed.has(keyOf(of, seq, role)),
    });
    const signer = await this.#sealed.signer;
    return encodeReport(draft, this.#tx, (message) => signer.sign(message));
  }

  /** Forgets what was said, and the key. */
  erase(): void {
    this.#sealed.erase();
    this.#sealed.transcript.erase();
    this.#shown = [];
    void this.#sealed.signer.then((signer) => signer.erase());
  }
}

function lineOf({ statement, body }: Entry, own: Role, acknowledged: number): readonly ReportableLine[] {
  const { role, seq, kind, atMs } = statement;
  const content = decodeContent(kind, body);
  if (content?.type !== 'text') return [];
  const from = role === own ? 'me' : 'them';
  const proven = role === otherRole(own) || seq <= acknowledged;
  return [
    { key: keyOf(role, seq, own), from, text: content.text, atMs, weight: proven ? 'proven' : 'own-word' },
  ];
}

/** That of the line in the chat; see `chat-state.ts`. */
function keyOf(role: Role, seq: number, own: Role): string {
  return `${role === own ? 'm' : 't'}${seq}`;
}
