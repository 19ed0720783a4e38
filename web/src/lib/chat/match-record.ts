import {
  decodeContent,
  draftReport,
  encodeDraft,
  encodeReport,
  excerptOf,
  fromBase64Url,
  otherRole,
  signatureBytes,
  type Bytes,
  type Entry,
  type MatchedFrame,
  type MatchId,
  type ReportDraft,
  type Role,
  type Statement,
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

/** How many messages a report carries, of both sides together, where the disclosed ones are not further apart. */
export const usualExcerpt = 100;

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

  /** All that a report can be made of now. */
  reportable(): Reportable {
    const { transcript } = this.#sealed;
    this.#shown = [...transcript.all];
    const acknowledged = transcript.entries(otherRole(transcript.role)).at(-1)?.statement.ackSeq ?? 0;
    const upTo = { me: 0, them: 0 };
    const lines = this.#shown.flatMap((entry) => {
      const { role, seq } = entry.statement;
      upTo[role === transcript.role ? 'me' : 'them'] = seq;
      return this.#lineOf(entry, acknowledged, { ...upTo });
    });
    return { ...this.partner, lines };
  }

  /**
   * What {@link encode} would send.
   * @throws RangeError where the comment is too long, or the disclosed lines are too far apart for one report.
   */
  preview(choice: RecordChoice): ReportPreview {
    const draft = this.#draft(choice);
    return previewOf(draft, encodeDraft(draft).length + signatureBytes);
  }

  /**
   * The bytes of a report of what {@link reportable} told last, signed.
   * @throws RangeError as {@link preview} does.
   */
  async encode(choice: RecordChoice): Promise<Bytes> {
    const draft = this.#draft(choice);
    const signer = await this.#sealed.signer;
    return encodeReport(draft, this.#tx, (message) => signer.sign(message));
  }

  #draft({ reason, comment, disclosed }: RecordChoice): ReportDraft {
    const { role } = this.#sealed.transcript;
    const discloses = (of: Role, seq: number): boolean => disclosed.has(keyOf(of, seq, role));
    const isDisclosed = ({ role: of, seq }: Statement): boolean => discloses(of, seq);
    const ticket = fromBase64Url(this.#matched.evidence) ?? new Uint8Array();
    const entries = excerptOf(this.#shown, isDisclosed, usualExcerpt);
    const draft = draftReport(role, { reason, comment, ticket, entries, discloses });
    const statements = entries.map(({ statement }) => statement).filter(isDisclosed);
    const fileOf = ({ role: of, seq }: Statement): Bytes | undefined => this.#files.get(keyOf(of, seq, role));
    return { ...draft, files: filesThatFit(statements, fileOf, encodeDraft(draft).length) };
  }

  #lineOf(
    { statement, body }: Entry,
    acknowledged: number,
    upTo: ReportableLine['upTo'],
  ): readonly ReportableLine[] {
    const { role, seq, kind, atMs } = statement;
    const own = this.#sealed.transcript.role;
    const content = decodeContent(kind, body);
    const proven = role === otherRole(own) || seq <= acknowledged;
    const line = {
      key: keyOf(role, seq, own),
      from: role === own ? 'me' : 'them',
      atMs,
      upTo,
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
