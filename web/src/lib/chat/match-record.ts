import {
  decodeContent,
  draftReport,
  encodeDraft,
  encodeReport,
  fromBase64Url,
  newestEntries,
  otherRole,
  signatureBytes,
  type Bytes,
  type Entry,
  type MatchedFrame,
  type MatchId,
  type ReportDraft,
  type Role,
} from '@sotto/protocol';
import type {
  Reportable,
  ReportableLine,
  ReportedPartner,
  ReportPreview,
  ReportRequest,
} from '../app/state.ts';
import { filesThatFit } from '../reports/files.ts';
import { previewOf } from '../reports/preview.ts';
import type { SealedTranscript } from './sealed-transcript.ts';

/** How many of the newest messages a report carries, of both sides together. */
export const mostReported = 100;

/** What a reporter decides of a report. */
export type RecordChoice = Pick<ReportRequest, 'reason' | 'comment' | 'disclosed'>;

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
  readonly #files = new Map<string, Bytes>();
  #shown: readonly Entry[] = [];

  constructor(matched: MatchedFrame, sealed: SealedTranscript, tx: Bytes) {
    this.match = matched.match;
    this.avoid = matched.peer.avoid;
    this.#matched = matched;
    this.#sealed = sealed;
    this.#tx = tx;
  }

  get partner(): ReportedPartner {
    return { match: this.match, nickname: this.#matched.peer.nickname };
  }

  /** Keeps the file of a line, so that it can go along with it. */
  keepFile(key: string, bytes: Bytes): void {
    this.#files.set(key, bytes);
  }

  /** Lets go of it again: of the line there is the manifest only. */
  forgetFile(key: string): void {
    this.#files.delete(key);
  }

  /** What a report would carry now. */
  reportable(): Reportable {
    const { transcript } = this.#sealed;
    this.#shown = newestEntries(transcript, mostReported);
    const acknowledged = this.#shown.findLast(({ statement: { role } }) => role !== transcript.role)
      ?.statement.ackSeq;
    const lines = this.#shown.flatMap((entry) => this.#lineOf(entry, acknowledged ?? 0));
    return { ...this.partner, lines };
  }

  /**
   * What {@link encode} would send.
   * @throws RangeError where the comment is too long.
   */
  preview(choice: RecordChoice): ReportPreview {
    const draft = this.#draft(choice);
    return previewOf(draft, encodeDraft(draft).length + signatureBytes);
  }

  /**
   * The bytes of a report of what {@link reportable} told last, signed.
   * @throws RangeError where the comment is too long.
   */
  async encode(choice: RecordChoice): Promise<Bytes> {
    const draft = this.#draft(choice);
    const signer = await this.#sealed.signer;
    return encodeReport(draft, this.#tx, (message) => signer.sign(message));
  }

  #draft({ reason, comment, disclosed }: RecordChoice): ReportDraft {
    const { role } = this.#sealed.transcript;
    const statements = this.#shown.map(({ statement }) => statement);
    const discloses = (of: Role, seq: number): boolean => disclosed.has(keyOf(of, seq, role));
    return draftReport(role, {
      reason,
      comment,
      ticket: fromBase64Url(this.#matched.evidence) ?? new Uint8Array(),
      entries: this.#shown,
      discloses,
      files: filesThatFit(
        statements.filter((statement) => discloses(statement.role, statement.seq)),
        ({ role: of, seq }) => this.#files.get(keyOf(of, seq, role)),
      ),
    });
  }

  #lineOf({ statement, body }: Entry, acknowledged: number): readonly ReportableLine[] {
    const { role, seq, kind, atMs } = statement;
    const own = this.#sealed.transcript.role;
    const content = decodeContent(kind, body);
    const proven = role === otherRole(own) || seq <= acknowledged;
    const line = {
      key: keyOf(role, seq, own),
      from: role === own ? 'me' : 'them',
      atMs,
      weight: proven ? 'proven' : 'own-word',
    } as const;
    switch (content?.type) {
      case 'text':
        return [{ ...line, kind: 'text', text: content.text }];
      case 'file': {
        const { type, bytes: sizeBytes } = content.manifest;
        const bytes = this.#files.get(line.key);
        return [{ ...line, kind: 'file', file: { type, sizeBytes, ...(bytes && { bytes }) } }];
      }
      default:
        return [];
    }
  }

  /** Forgets what was said, and the key. */
  erase(): void {
    this.#sealed.erase();
    this.#sealed.transcript.erase();
    this.#shown = [];
    this.#files.clear();
    void this.#sealed.signer.then((signer) => signer.erase());
  }
}

/** That of the line in the chat; see `chat-state.ts`. */
function keyOf(role: Role, seq: number, own: Role): string {
  return `${role === own ? 'm' : 't'}${seq}`;
}
