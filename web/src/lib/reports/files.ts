import { limits, type Bytes, type ReportedFile, type Statement } from '@sotto/protocol';

/** What messages, comment and ticket may take of a report at most, with room to spare; the rest is for files. */
const messagesBytes = 1_024 * 1_024;

/**
 * The files that go along with disclosed lines: the newest ones, as many as fit into a report.
 * @param disclosed statements of messages, oldest first
 */
export function filesThatFit(
  disclosed: readonly Statement[],
  fileOf: (statement: Statement) => Bytes | undefined,
): readonly ReportedFile[] {
  let leftBytes = limits.maxReportBytes - messagesBytes;
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
