import { toHex, type Bytes } from '../bytes.ts';
import { otherRole, roles, type Role } from '../wire/card.ts';
import type { Chains, Linked } from './linked.ts';
import type { ReportRefusal } from './refusals.ts';

/**
 * Refuses chains whose acknowledgements no order of writing allows, or that name one message by two heads or two by
 * one. Each chain by itself has passed `chainFault`, so its acknowledgements never go back.
 *
 * An honest side acknowledges what it has received, and receives nothing that acknowledges what it has not
 * written. So one thing can't be: that a message acknowledges another, or a later one of that sender, and that other one
 * acknowledges it, or a later one of its sender. Where no two messages do that there is an order: messages that the
 * report lacks stand before or after all it has of their sender, and are free to acknowledge nothing or all in turn.
 *
 * Nothing here refuses what `Transcript` shows somebody who is honest: a partner can't write what its victim can't report.
 */
export function acknowledgementRefusal(chains: Chains): ReportRefusal | undefined {
  return headRefusal(chains) ?? roles.map((role) => circleRefusal(chains, role)).find(Boolean);
}

/** One head names one message, wherever it is named: as a message, as the one before a message, as an acknowledgement. */
function headRefusal(chains: Chains): ReportRefusal | undefined {
  const heads = new Map<string, string>();
  const names = new Map<string, string>();
  const agrees = (role: Role, seq: number, head: Bytes): boolean => {
    const name = `${role} ${seq}`;
    const hex = toHex(head);
    if ((heads.get(name) ?? hex) !== hex || (names.get(hex) ?? name) !== name) return false;
    heads.set(name, hex);
    names.set(hex, name);
    return true;
  };
  for (const role of roles) {
    for (const { statement, head } of chains[role]) {
      const { seq, prev } = statement;
      if (!agrees(role, seq, head) || (seq > 1 && !agrees(role, seq - 1, prev)))
        return { code: 'chain-broken', role, seq };
    }
  }
  for (const role of roles) {
    for (const { statement } of chains[role]) {
      const { seq, ackSeq, ackHead } = statement;
      if (ackSeq > 0 && !agrees(otherRole(role), ackSeq, ackHead))
        return { code: 'acknowledgement', role, seq };
    }
  }
  return undefined;
}

function circleRefusal(chains: Chains, by: Role): ReportRefusal | undefined {
  const other = chains[otherRole(by)];
  for (const { statement } of chains[by]) {
    const { seq, ackSeq } = statement;
    const acknowledged = lastUpTo(other, ackSeq);
    if (acknowledged !== undefined && acknowledged.statement.ackSeq >= seq)
      return { code: 'acknowledgement', role: by, seq };
  }
  return undefined;
}

/** The last message of a chain with a number up to this one. Of all up to it, it acknowledges most. */
function lastUpTo(chain: readonly Linked[], seq: number): Linked | undefined {
  const first = chain[0]?.statement.seq ?? 0;
  return seq < first ? undefined : chain[Math.min(seq - first, chain.length - 1)];
}
