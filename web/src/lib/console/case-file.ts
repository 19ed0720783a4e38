import { caseFileName, decodeCase, verifyCase, type Verdict } from '@sotto/protocol';
import { saveText } from './save-text.ts';

/** What a moderator's own browser makes of the evidence. */
export type CaseFile =
  | { readonly state: 'holds'; readonly verdict: Verdict; readonly text: string }
  /** The server handed out something that is not what was signed. */
  | { readonly state: 'broken' };

/** Verifies a case here, once more: what is shown does not hang on the server's word for it. */
export async function openCaseFile(text: string): Promise<CaseFile> {
  const decoded = decodeCase(text);
  if (!decoded.ok) return { state: 'broken' };
  const verdict = await verifyCase(decoded.value);
  return verdict.ok ? { state: 'holds', verdict: verdict.value, text } : { state: 'broken' };
}

/** Saves a case as the file that the offline verifier takes. */
export function saveCaseFile(id: string, text: string): void {
  saveText(caseFileName(id), text, 'application/json');
}
