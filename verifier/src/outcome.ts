import {
  decodeCase,
  fail,
  fromUtf8,
  limits,
  verifyCase,
  type Bytes,
  type Case,
  type CaseRefusal,
  type Result,
  type Verdict,
  type VerifyRefusal,
} from '@sotto/protocol';

/** What becomes of a file: the case in it holds, does not hold, or there is none that can be read. */
export type Outcome =
  | { readonly outcome: 'verified'; readonly exported: Case; readonly verdict: Verdict }
  | { readonly outcome: 'refused'; readonly exported: Case; readonly refusal: VerifyRefusal }
  | { readonly outcome: 'unreadable'; readonly refusal: CaseRefusal };

/**
 * Reads a file and verifies the case in it; the command line and the page both ask this. The size is looked at before anything
 * is read. Rejects only where the file can't be read from its disk.
 */
export async function examine(file: Blob): Promise<Outcome> {
  const read = await readCase(file);
  if (!read.ok) return { outcome: 'unreadable', refusal: read.error };
  const exported = read.value;
  const verdict = await verifyCase(exported);
  return verdict.ok
    ? { outcome: 'verified', exported, verdict: verdict.value }
    : { outcome: 'refused', exported, refusal: verdict.error };
}

async function readCase(file: Blob): Promise<Result<Case, CaseRefusal>> {
  if (file.size > limits.maxCaseChars) return fail({ code: 'too-big' });
  const bytes: Bytes = new Uint8Array(await file.arrayBuffer());
  const text = fromUtf8(bytes);
  return text === undefined ? fail({ code: 'not-json' }) : decodeCase(text);
}
