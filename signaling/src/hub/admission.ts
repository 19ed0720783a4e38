import type { IncomingMessage } from 'node:http';
import { fail, ok, socketProtocol, type Result } from '@sotto/protocol';
import type { AddressPrefixes, OriginCheck, RateGate, SessionGate, SessionPrincipal } from '../ports.ts';
import type { BanNotes } from '../limits/ban-notes.ts';
import type { OpenSockets, Slot } from './open-sockets.ts';
import type { Refusal } from './refusal.ts';
import { readSocketTokens } from './socket-tokens.ts';

export interface AdmissionDeps {
  readonly sessions: SessionGate;
  /** Upgrades of one address prefix. */
  readonly upgradeRate: RateGate;
  readonly prefixes: AddressPrefixes;
  readonly banNotes?: Pick<BanNotes, 'isNoted'>;
  readonly isOurOrigin: OriginCheck;
  readonly openSockets: OpenSockets;
  readonly maxSockets: number;
}

/** A socket that may open. Its slot is taken: whoever gets it frees it in the end. */
export interface Admission {
  readonly holder: SessionPrincipal;
  readonly resume: string | undefined;
  readonly slot: Slot;
}

/** Seconds after which a node that is full or stops may be tried again. */
export const busyRetryS = 5;

/**
 * Decides on an upgrade. Cheap questions come first, and the count of tries before the check of a signature,
 * so that a flood costs little.
 */
export async function admit(req: IncomingMessage, deps: AdmissionDeps): Promise<Result<Admission, Refusal>> {
  const path = req.url?.split('?', 1)[0];
  if (path !== socketProtocol.path) return fail({ kind: 'not-found' });
  if (!deps.isOurOrigin(req.headers.origin, req.headers.host)) return fail({ kind: 'origin-forbidden' });
  const prefix = prefixOf(req, deps.prefixes);
  const rate = await deps.upgradeRate.consume(prefix);
  if (!rate.ok) return fail({ kind: 'too-many-requests', retryAfterS: rate.error.retryAfterS });
  const tokens = readSocketTokens(req.headers['sec-websocket-protocol']);
  if (!tokens.speaksVersion) {
    return fail({ kind: 'upgrade-required', detail: `speak the subprotocol ${socketProtocol.version}` });
  }
  if (tokens.access === undefined) return fail({ kind: 'token-missing' });
  if (deps.openSockets.total >= deps.maxSockets) {
    return fail({ kind: 'unavailable', detail: 'full', retryAfterS: busyRetryS });
  }
  const slot = deps.openSockets.take(prefix);
  if (slot === undefined) {
    return fail({ kind: 'too-many-requests', detail: 'too many open sockets', retryAfterS: busyRetryS });
  }
  slot.isNoted = (await deps.banNotes?.isNoted(prefix)) ?? false;
  const holder = await deps.sessions.authenticate(tokens.access).catch((error: unknown) => {
    deps.openSockets.free(slot);
    throw error;
  });
  if (holder.ok) return ok({ holder: holder.value, resume: tokens.resume, slot });
  deps.openSockets.free(slot);
  return fail({ kind: holder.error });
}

function prefixOf(req: IncomingMessage, prefixes: AddressPrefixes): string {
  const forwarded = req.headers['x-forwarded-for'];
  return prefixes.keyOf(
    req.socket.remoteAddress,
    Array.isArray(forwarded) ? forwarded.join(', ') : forwarded,
  );
}
