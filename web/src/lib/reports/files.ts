import { limits, type Bytes, type ReportedFile, type Statement } from '@sotto/protocol';

/** What the signature and the places of all files take at most, with room to spare. */
const aroundBytes = 1_024;

/**
 * The files that go along with disclosed lines: the newest ones, as many as fit into a report.
 * @param disclosed statements of messages, oldest first
 * @param draftBytes what the report takes without files
 */
export function filesThatFit(
  disclosed: readonly Statement[],
  fileOf: (statement: Statement) => Bytes | undefined,
  draftBytes: number,
): readonly ReportedFile[] {
  let leftBytes = limits.maxReportBytes - aroundBytes - draftBytes;
  const files: ReportedFile[] = [];
  for (const statement of disclosed.toReversed()) {
    const bytes = fileOf(statement);
    if (bytes === undefined || bytes.length > leftBytes) continue;
    if (files.length === limits.maxReportFiles) break;
    leftBytes -= bytes.length;
    files.unshift({ role: statement.role, seq: statement.seq, bytes });
  }
  return files;
}
