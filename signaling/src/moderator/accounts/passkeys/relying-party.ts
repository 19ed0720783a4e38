import { isIP } from 'node:net';

/** Who asks for passkeys: a passkey belongs to this name for good, and is good on these origins. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

/**
 * Absent where the server has no address of its own, or one of figures only: a passkey is bound to a name. With several origins, the first one's name counts;
 * others are good where they are that name or below it, which is what browsers hold to as well.
 */
export function relyingPartyOf(publicOrigins: readonly string[]): RelyingParty | undefined {
  const [first] = publicOrigins.map((origin) => new URL(origin));
  if (first === undefined) return undefined;
  const id = first.hostname;
  if (isIP(id.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  const isBelow = (origin: string): boolean => {
    const { hostname } = new URL(origin);
    return hostname === id || hostname.endsWith(`.${id}`);
  };
  return { id, origins: publicOrigins.filter(isBelow) };
}
