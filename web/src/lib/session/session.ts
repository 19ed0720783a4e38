import {
  fail,
  ok,
  signRegistration,
  type Identity,
  type ProblemKind,
  type Result,
  type SessionTokens,
} from '@sotto/protocol';
import type { SessionApi } from './api.ts';
import type { ApiFailure, ApiResult } from './api-caller.ts';
import { signInFailure, type SignInFailure } from './failure.ts';
import type { IdentityStore } from './identity-store.ts';
import type { ProveWork } from './pow.ts';

/**
 * A session with the server, got and kept by need. Tokens live in memory only: a reload registers anew with
 * the same identity, which costs one proof of work and leaves nothing on the device that could be stolen.
 */
export interface Session {
  /**
   * A valid access token for this nickname: the one at hand, a refreshed one shortly before it expires, or that
   * of a new registration where there is no session or the server has forgotten it. Calls at the same time
   * share one answer.
   * @param renew the token at hand is in doubt: don't answer with it
   */
  access(nickname: string, renew: boolean): Promise<Result<string, SignInFailure>>;
  /**
   * Deletes every identity of this device, on the server too. `false` where the server could not be told of all of
   * them; they are gone from the device in any case.
   * @param nickname for a session with which to delete, should there be none
   */
  deleteIdentities(nickname: string): Promise<boolean>;
  /** Tells the server to delete the identity of the running session; the request is on its way when this returns. */
  deleteIdentityNow(): void;
}

export interface SessionDependencies {
  readonly api: Omit<SessionApi, 'info' | 'tellConnection'>;
  readonly identities: () => Promise<IdentityStore>;
  readonly proveWork: ProveWork;
  readonly nowMs: () => number;
}

/** An access token is refreshed when less than this is left: two machines' clocks and a slow handshake. */
export const refreshAheadMs = 60_000;

/** A device may sleep between challenge and answer, so that the proof is too old. More tries than this won't help. */
const maxProofs = 2;

interface Live {
  readonly tokens: SessionTokens;
  readonly identity: Identity;
  readonly nickname: string;
  readonly expiresAtMs: number;
}

export function createSession({ api, identities, proveWork, nowMs }: SessionDependencies): Session {
  let live: Live | undefined;
  let pending:
    { readonly nickname: string; readonly answer: Promise<Result<string, SignInFailure>> } | undefined;

  const keep = (tokens: SessionTokens, identity: Identity, nickname: string): string => {
    live = { tokens, identity, nickname, expiresAtMs: nowMs() + tokens.accessExpiresIn * 1_000 };
    return tokens.accessToken;
  };

  const register = async (identity: Identity, nickname: string): Promise<Result<string, SignInFailure>> => {
    for (let tries = 1; ; tries += 1) {
      const answer = await registerOnce(api, proveWork, identity, nickname);
      if (answer.ok) return ok(keep(answer.value, identity, nickname));
      if (!isProblem(answer.error, 'proof-of-work-invalid') || tries === maxProofs) {
        return fail(signInFailure(answer.error));
      }
    }
  };

  /**
   * An answer that got lost leaves a refresh token that may have been used. Trying it again is right all the same: at worst
   * the server ends the session and the answer is a registration, which giving the token up would cost always.
   */
  const refresh = async ({ tokens, identity, nickname }: Live): Promise<Result<string, SignInFailure>> => {
    const answer = await api.refresh({ refreshToken: tokens.refreshToken });
    if (answer.ok) return ok(keep(answer.value, identity, nickname));
    if (!isForgotten(answer.error)) return fail(signInFailure(answer.error));
    live = undefined;
    return register(identity, nickname);
  };

  const obtain = async (nickname: string, renew: boolean): Promise<Result<string, SignInFailure>> => {
    if (live !== undefined && live.nickname !== nickname) {
      void api.logout(live.tokens.accessToken);
      live = undefined;
    }
    if (live === undefined) return register(await (await identities()).current(), nickname);
    if (!renew && live.expiresAtMs - nowMs() > refreshAheadMs) return ok(live.tokens.accessToken);
    return refresh(live);
  };

  const deleteOne = async (identity: Identity, nickname: string): Promise<boolean> => {
    const own = live?.identity.publicKey === identity.publicKey ? live : undefined;
    const access = own ? await obtain(own.nickname, false) : await register(identity, nickname);
    live = undefined;
    return access.ok && (await api.deleteIdentity(access.value)).ok;
  };

  return {
    access: (nickname, renew) => {
      if (pending?.nickname === nickname) return pending.answer;
      const answer = obtain(nickname, renew).finally(() => {
        if (pending?.answer === answer) pending = undefined;
      });
      pending = { nickname, answer };
      return answer;
    },
    deleteIdentities: async (nickname) => {
      const store = await identities();
      let all = true;
      for (const identity of await store.list()) all = (await deleteOne(identity, nickname)) && all;
      await store.clear();
      return all;
    },
    deleteIdentityNow: () => {
      if (live !== undefined && live.expiresAtMs > nowMs()) void api.deleteIdentity(live.tokens.accessToken);
      live = undefined;
    },
  };
}

async function registerOnce(
  api: SessionDependencies['api'],
  proveWork: ProveWork,
  identity: Identity,
  nickname: string,
): ApiResult<SessionTokens> {
  const challenge = await api.challenge();
  if (!challenge.ok) return challenge;
  const proof = await proveWork(challenge.value);
  if (proof === undefined) return fail({ kind: 'unsolved' });
  const { publicKey } = identity;
  return api.register({
    nickname,
    adult: true,
    publicKey,
    proof,
    signature: signRegistration(identity, proof),
  });
}

function isProblem(failure: ApiFailure, ...kinds: readonly ProblemKind[]): boolean {
  return failure.kind === 'problem' && kinds.includes(failure.problem);
}

/** The server no longer knows the session: it was restarted, or the session was idle, ended or taken over. */
function isForgotten(failure: ApiFailure): boolean {
  return isProblem(
    failure,
    'refresh-invalid',
    'refresh-reused',
    'session-ended',
    'token-expired',
    'token-invalid',
  );
}
