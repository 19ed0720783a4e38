import type { Statement } from '../transcript/statement.ts';
import { otherRole, roles, type Role } from '../wire/card.ts';

type Placed = { readonly statement: Statement };

/**
 * One order of both chains in which they can have been written: each chain in its own, and no message before one that
 * it acknowledges. Where both sides could be next, the earlier time goes first, then the initiator. Acknowledgements that
 * contradict each other, which verified ones can't, hold nothing up.
 */
export function inOrder<Message extends Placed>(
  chains: Readonly<Record<Role, readonly Message[]>>,
): readonly Message[] {
  const next: Record<Role, number> = { initiator: 0, answerer: 0 };
  const ordered: Message[] = [];
  for (;;) {
    const heads = roles.flatMap((role) => chains[role][next[role]] ?? []);
    const free = heads.filter(({ statement }) => {
      const awaited = chains[otherRole(statement.role)][next[otherRole(statement.role)]];
      return awaited === undefined || awaited.statement.seq > statement.ackSeq;
    });
    const message = earliest(free.length > 0 ? free : heads);
    if (message === undefined) return ordered;
    ordered.push(message);
    next[message.statement.role] += 1;
  }
}

function earliest<Message extends Placed>([one, other]: readonly Message[]): Message | undefined {
  if (one === undefined || other === undefined) return one;
  return other.statement.atMs < one.statement.atMs ? other : one;
}
