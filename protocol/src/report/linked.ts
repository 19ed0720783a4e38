import type { Bytes } from '../bytes.ts';
import { encodeStatement, headOf } from '../transcript/statement.ts';
import type { Role } from '../wire/card.ts';
import type { Report, ReportedEnvelope } from './bundle.ts';

/** A message with the bytes that were signed and the hash that names it. */
export interface Linked extends ReportedEnvelope {
  readonly signed: Bytes;
  readonly head: Bytes;
}

/** What a report has of both sides, by the place in the report: what its messages say of their sender is another matter. */
export type Chains = Readonly<Record<Role, readonly Linked[]>>;

/** Both chains of a report in the match of that transcript hash. */
export function linkedChains(tx: Bytes, { chains }: Pick<Report, 'chains'>): Chains {
  const linked = (role: Role): readonly Linked[] =>
    chains[role].map((message) => {
      const signed = encodeStatement(tx, message.statement);
      return { ...message, signed, head: headOf(signed) };
    });
  return { initiator: linked('initiator'), answerer: linked('answerer') };
}
