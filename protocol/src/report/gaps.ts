import { otherRole, roles, type Role } from '../wire/card.ts';
import type { Report } from './bundle.ts';
import type { Gap } from './verdict.ts';

/** What the messages in a report say of messages that it lacks. */
export function gapsOf({ chains }: Pick<Report, 'chains'>): readonly Gap[] {
  return roles.flatMap((role) => [...earlier(chains, role), ...later(chains, role)]);
}

function earlier(chains: Report['chains'], role: Role): Gap[] {
  const to = lastBefore(chains, role);
  return to === 0 ? [] : [{ role, from: 1, to, where: 'earlier' }];
}

function later(chains: Report['chains'], role: Role): Gap[] {
  const last = chains[role].at(-1)?.statement.seq ?? lastBefore(chains, role);
  const acknowledged = chains[otherRole(role)].at(-1)?.statement.ackSeq ?? 0;
  return acknowledged > last ? [{ role, from: last + 1, to: acknowledged, where: 'later' }] : [];
}

/**
 * The number of a side's last message before the excerpt. Where it has none of that side's, those that the other side's first
 * one acknowledges were written before.
 */
function lastBefore(chains: Report['chains'], role: Role): number {
  const first = chains[role][0]?.statement.seq;
  return first === undefined ? (chains[otherRole(role)][0]?.statement.ackSeq ?? 0) : first - 1;
}
