import {
  caseRefusals,
  verifyRefusals,
  type Gap,
  type LineStatus,
  type ReportReason,
  type Role,
  type Verdict,
  type VerdictLine,
} from '@sotto/protocol';
import type { Outcome } from './outcome.ts';

/** Every word that page and command line have in common. */

export const reasonWords: Readonly<Record<ReportReason, string>> = {
  harassment: 'Harassment',
  inappropriate: 'Inappropriate content',
  spam: 'Spam',
  threats: 'Threats',
  underage: 'Underage',
  impersonation: 'Impersonation',
  other: 'Other',
};

export const statusWords: Readonly<Record<LineStatus, { readonly name: string; readonly means: string }>> = {
  confirmed: {
    name: 'Confirmed',
    means: 'The accused signed it, or signed a later message that acknowledges it.',
  },
  claimed: {
    name: 'Claimed',
    means:
      "The reporter's word alone. The accused never acknowledged it, so it can have been written at any time.",
  },
  withheld: {
    name: 'Withheld',
    means: 'There was a message here. The reporter chose not to say what it was.',
  },
};

/** What a withheld line still proves. */
export function withheldWords({ proven }: VerdictLine): string {
  return proven
    ? "Not disclosed. The accused's signature stands behind it all the same."
    : "Not disclosed, and on the reporter's word alone.";
}

/** What it means that a line stands below others that its sender had not acknowledged. */
export function unseenWords(unseen: number): string {
  const above = unseen === 1 ? "the other side's message" : `${unseen} messages of the other side`;
  return `Written without acknowledging ${above} above: no answer to ${unseen === 1 ? 'it' : 'them'}.`;
}

export const trustWords = {
  proven:
    'What was said under the two keys of this match. The signatures and hashes in the file prove it, to anybody.',
  serversWord:
    'That these keys belong to this match, when it was made, and when the report came in. That is the word of the server ' +
    'that opened the match ticket; a server that lies could make up both keys, and with them a whole case.',
  notSaid: 'Who the two people are, that a time is right, and what the two did outside this chat.',
} as const;

export const introWords = {
  what:
    'A case that was exported from Sotto carries the signatures of the two people who talked. This page verifies all of ' +
    'them again, with the same rules as the server, and shows what they prove.',
  how: 'It needs no connection and sends nothing. Saved as a file, it goes on working when the server is long gone.',
} as const;

/** The verdict in a sentence. */
export function headline({ outcome }: Outcome): string {
  switch (outcome) {
    case 'verified':
      return 'This report holds';
    case 'refused':
      return 'This report does not hold';
    case 'unreadable':
      return 'This is no case that can be read';
  }
}

/** Why a file was refused, and where; empty for one that was not. */
export function refusalWords(outcome: Outcome): string {
  switch (outcome.outcome) {
    case 'verified':
      return '';
    case 'refused': {
      const { code, role, seq } = outcome.refusal;
      const where = role === undefined || seq === undefined ? '' : ` At message ${seq} of the ${role}.`;
      return `${verifyRefusals[code]}${where}`;
    }
    case 'unreadable': {
      const { code, at } = outcome.refusal;
      return `${caseRefusals[code]}${at === undefined ? '' : ` Look at “${at}”.`}`;
    }
  }
}

/** Which side of the report somebody is on. */
export function sideOf({ reporter }: Verdict, role: Role): 'reporter' | 'accused' {
  return role === reporter ? 'reporter' : 'accused';
}

export const sideWords = { reporter: 'Reporter', accused: 'Accused' } as const;

export function gapWords(verdict: Verdict, { role, from, to, where }: Gap): string {
  const which = from === to ? `Message ${from}` : `Messages ${from} to ${to}`;
  const one = from === to;
  const whose = `of the ${sideOf(verdict, role)}`;
  return where === 'earlier'
    ? `${which} ${whose} came before this excerpt and ${one ? 'is' : 'are'} not in it.`
    : `${which} ${whose} followed, as the other side acknowledged, and the reporter left ${one ? 'it' : 'them'} out.`;
}

/** How many lines there are of each status. */
export function countWords({ lines }: Verdict): string {
  if (lines.length === 0) return 'It holds no messages: only the reason and what the reporter adds.';
  const counts = (['confirmed', 'claimed', 'withheld'] as const)
    .map((status) => ({ status, count: lines.filter((line) => line.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${status}`);
  return `${lines.length === 1 ? 'One message' : `${lines.length} messages`}: ${counts.join(', ')}.`;
}

/** What a message says that no person wrote. */
export const refreshWords = 'A key was renewed. No words.';

export function fileWords(type: string, bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1_000));
  return `A picture, ${type.replace('image/', '').toUpperCase()}, ${kilobytes.toLocaleString('en')} kB`;
}

/** @example 2026-09-21 14:13:21, in UTC: two moderators in two places read the same. */
export function utcWords(atMs: number): string {
  const { day, time } = utcParts(atMs);
  return `${day} ${time} UTC`;
}

/** A time that is beyond any calendar stays a number. */
export function utcParts(atMs: number): { readonly day: string; readonly time: string } {
  const date = new Date(atMs);
  if (Number.isNaN(date.getTime())) return { day: `${atMs} ms`, time: '' };
  const iso = date.toISOString();
  const split = iso.indexOf('T');
  return { day: iso.slice(0, split), time: iso.slice(split + 1, split + 9) };
}
