import type { Bytes } from '../../bytes.ts';
import type { MatchKeys } from '../../crypto/keys.ts';
import type { MatchFacts } from '../../report/facts.ts';
import { manifestOf } from '../../transcript/manifest.ts';
import type { Content } from '../../transcript/content.ts';
import { otherRole, roles, type Role } from '../../wire/card.ts';
import type { Chance } from '../chance.ts';
import { SimulatedMatch } from '../simulated-match.ts';

/** A message as it was truly written, by somebody who keeps account apart from all that is tested. */
export interface TrueMessage {
  readonly role: Role;
  readonly seq: number;
  readonly atMs: number;
  readonly content: Content;
  /** Whether it arrived at the other side. */
  received: boolean;
  /** The last message of the other side that had arrived when it was written. */
  readonly knew: number;
}

/** A match of two people, with all that truly happened in it. */
export interface World {
  readonly match: SimulatedMatch;
  readonly facts: MatchFacts;
  readonly truth: Readonly<Record<Role, readonly TrueMessage[]>>;
  /** Bytes of the files that were sent, by sender and number. */
  readonly files: ReadonlyMap<string, Bytes>;
}

const mostMessages = 14;

/** Lets two people write to each other for a while, with messages that arrive late. */
export async function makeWorld(chance: Chance, keys?: Readonly<Record<Role, MatchKeys>>): Promise<World> {
  const iat = 1_790_000_000_000 + chance.below(1_000_000_000);
  const match = await SimulatedMatch.begin({
    iat,
    randomBytes: (length) => chance.bytes(length),
    ...(chance.happens(0.2) && { exp: iat + 1 + chance.below(5_000) }),
    ...(keys && { keys }),
  });
  const truth: Record<Role, TrueMessage[]> = { initiator: [], answerer: [] };
  const files = new Map<string, Bytes>();
  const deliverTo = (role: Role): void => {
    match.deliver(role);
    for (const message of truth[otherRole(role)]) message.received = true;
  };
  const count = 2 + chance.below(mostMessages - 1);
  const talkative = chance.pick(roles);
  for (let i = 0; i < count; i += 1) {
    const role = chance.happens(0.6) ? talkative : otherRole(talkative);
    const content = contentOf(chance, i);
    const knew = truth[otherRole(role)].filter(({ received }) => received).length;
    const { statement } = await match.say(role, content.content, 'held');
    truth[role].push({ ...statement, content: content.content, received: false, knew });
    if (content.file) files.set(`${role} ${statement.seq}`, content.file);
    if (chance.happens(0.7)) deliverTo(otherRole(role));
    if (chance.happens(0.2)) deliverTo(role);
  }
  return { match, facts: match.facts, truth, files };
}

function contentOf(chance: Chance, at: number): { content: Content; file?: Bytes } {
  if (chance.happens(0.8)) return { content: { type: 'text', text: `line ${at} ${chance.u32()}` } };
  if (chance.happens(0.3)) {
    const key = chance.bytes(32);
    // Below the prime, and of no small order.
    key[31] = 0x40;
    return { content: { type: 'refresh', key } };
  }
  const file = chance.bytes(1 + chance.below(400));
  return { content: { type: 'file', manifest: manifestOf('image/png', file) }, file };
}
