import { createHmac } from 'node:crypto';
import type { IcePolicy, IceServer } from '@sotto/protocol';
import type { Clock, IceProvision } from './ports.ts';

/** Relays of one place. */
export interface TurnRegion {
  /** For operators alone: nobody else is told. */
  readonly name: string;
  readonly urls: readonly string[];
  /** Shared with its coturn (`use-auth-secret`, `static-auth-secret`). Absent where `urls` holds STUN only. */
  readonly secret?: string;
}

export interface TurnOptions {
  /** Each match gets all of them, in this order. */
  readonly regions: readonly TurnRegion[];
  readonly ttlS: number;
}

/** A user name that says only until when it is good, and the password that proves we made it. */
export interface TurnCredential {
  readonly username: string;
  readonly credential: string;
}

/**
 * A credential of the TURN REST API (draft-uberti-behave-turn-rest-00): the password is the HMAC-SHA-1 of the
 * user name under the secret shared with the TURN server.
 * @param userId opaque; TURN servers keep quotas by it, so each participant of each match has one.
 */
export function turnCredential(secret: string, userId: string, expiresAtS: number): TurnCredential {
  const username = `${expiresAtS}:${userId}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

/**
 * Hands out ICE servers; none where the operator runs none.
 * @param userKey makes the user ids: whoever watches the TURN servers cannot tell matches by them, nor two regions' users as one.
 */
export function createIceProvision(
  policy: IcePolicy,
  turn: TurnOptions | undefined,
  userKey: Uint8Array,
  clock: Clock,
): IceProvision {
  const regions = (turn?.regions ?? []).map(({ name, urls, secret }) => ({
    name,
    stun: urls.filter((url) => url.startsWith('stun:')),
    relays: urls.filter((url) => !url.startsWith('stun:')),
    secret,
  }));
  return {
    policy,
    serversFor: (match, role) => {
      const expiresAtS = Math.floor(clock() / 1_000) + (turn?.ttlS ?? 0);
      return regions.flatMap(({ name, stun, relays, secret }) => {
        const servers: IceServer[] = [];
        if (stun.length > 0) servers.push({ urls: stun });
        if (secret !== undefined && relays.length > 0) {
          const digest = createHmac('sha256', userKey).update(`${match}\0${role}\0${name}`).digest();
          const userId = digest.subarray(0, 12).toString('base64url');
          servers.push({ urls: relays, ...turnCredential(secret, userId, expiresAtS) });
        }
        return servers;
      });
    },
  };
}
