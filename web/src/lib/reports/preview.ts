import {
  contentType,
  decodeContent,
  inOrder,
  otherRole,
  type ReportDraft,
  type ReportedEnvelope,
} from '@sotto/protocol';
import type { PreviewLine, ReportPreview } from '../app/state.ts';

/**
 * What a report tells, read from the very draft that is encoded: what is not in the draft can't be sent, and what is in it
 * can't be left out here.
 * @param sizeBytes of the encoded report
 */
export function previewOf(draft: ReportDraft, sizeBytes: number): ReportPreview {
  const acknowledged = acknowledgedUpTo(draft);
  const lines = inOrder(draft.chains).map((message) => lineOf(draft, message, acknowledged));
  return { reason: draft.reason, comment: draft.comment, lines, sizeBytes };
}

function lineOf(draft: ReportDraft, message: ReportedEnvelope, acknowledged: number): PreviewLine {
  const { role, seq, kind, atMs } = message.statement;
  const mine = role === draft.reporter;
  const line = {
    key: `${mine ? 'm' : 't'}${seq}`,
    from: mine ? 'me' : 'them',
    atMs,
    weight: !mine || seq <= acknowledged ? 'proven' : 'own-word',
  } as const;
  const content = message.opened && decodeContent(kind, message.opened.body);
  if (content?.type === 'text') return { ...line, kind: 'text', text: content.text };
  if (content?.type === 'file') {
    const { type, bytes: sizeBytes } = content.manifest;
    const bytes = draft.files.find((file) => file.role === role && file.seq === seq)?.bytes;
    return { ...line, kind: 'file', file: { type, sizeBytes, ...(bytes && { bytes }) } };
  }
  return { ...line, kind: 'withheld', was: contentType(kind) ?? 'text' };
}

/** The last of the reporter's messages in the draft that the other side has signed for. */
function acknowledgedUpTo({ chains, reporter }: ReportDraft): number {
  const own = chains[reporter].map(({ statement }) => statement.seq);
  const told = chains[otherRole(reporter)].map(({ statement }) => statement.ackSeq);
  return Math.max(0, ...told.filter((ackSeq) => own.includes(ackSeq)));
}
