import { equalBytes, toHex, type Bytes } from '../../bytes.ts';
import type { Verdict, VerdictLine } from '../../report/verdict.ts';
import { otherRole, roles, type Role } from '../../wire/card.ts';
import type { TrueMessage, World } from './world.ts';

/** Who made the bytes that were judged. */
export type Author =
  /** A side of the match, with its key: it may say anything of itself, and nothing that the other did not say. */
  | Role
  /** Somebody with neither key: nothing but what a side has signed may come of it. */
  | 'outsider';

export interface Judged {
  readonly verdict: Verdict;
  /** In the very match of these facts. Where the facts are another match's, nothing may be accepted. */
  readonly world: World | undefined;
  readonly author: Author;
  /** Whether an outsider has changed nothing after all. */
  readonly untouched: boolean;
}

/**
 * What a verdict says that is not so, told from what truly happened and from nothing that the verifier computes. Empty for a
 * verdict that holds.
 */
export function liesOf({ verdict, world, author, untouched }: Judged): readonly string[] {
  if (world === undefined) return ['a report was accepted in a match that it is not of'];
  const lies: string[] = [];
  if (author === 'outsider' && !untouched) lies.push('an outsider has changed a report');
  if (author !== 'outsider' && verdict.reporter !== author)
    lies.push(`${author} has reported as ${verdict.reporter}`);
  if (verdict.accused !== otherRole(verdict.reporter)) lies.push('the accused is not the other side');
  for (const line of verdict.lines) lies.push(...lieOf(line, verdict, world));
  for (const role of roles) {
    const numbers = verdict.lines.filter((line) => line.role === role).map(({ seq }) => seq);
    if (numbers.some((seq, i) => i > 0 && seq !== (numbers[i - 1] ?? 0) + 1))
      lies.push(`the lines of ${role} have a gap that is not told`);
  }
  return lies;
}

function lieOf(line: VerdictLine, { reporter }: Verdict, { truth, files }: World): readonly string[] {
  if (line.status !== 'confirmed' && !line.proven) return [];
  const name = `${line.status} ${line.role} ${line.seq}`;
  const written = truth[line.role].find(({ seq }) => seq === line.seq);
  if (written === undefined) return [`${name}: never written`];
  if (line.role === reporter && !written.received) return [`${name}: never received by the accused`];
  if (line.atMs !== written.atMs || line.type !== written.content.type)
    return [`${name}: not written then, or not as that`];
  if (line.status === 'confirmed' && !sameContent(line, written))
    return [`${name}: something else was written`];
  if (line.file !== undefined && !sameFile(line.file, files.get(`${line.role} ${line.seq}`)))
    return [`${name}: another file was sent`];
  return [];
}

function sameContent({ content }: VerdictLine, written: TrueMessage): boolean {
  return content !== undefined && plain(content) === plain(written.content);
}

function sameFile(file: Bytes, sent: Bytes | undefined): boolean {
  return sent !== undefined && equalBytes(file, sent);
}

function plain(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) => (part instanceof Uint8Array ? toHex(part) : part));
}
