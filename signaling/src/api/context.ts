import type { HttpBindings } from '@hono/node-server';
import type { ProblemKind, Result, ServerInfo } from '@sotto/protocol';
import { createFactory } from 'hono/factory';
import type { ProofOfWork } from '../challenge/proof-of-work.ts';
import type { Intake } from '../cases/intake.ts';
import type { Log } from '../log/log.ts';
import type { AddressPrefixes, OriginCheck, RateGate, SessionPrincipal } from '../ports.ts';
import type { AgeGate } from '../session/age-gate.ts';
import type { SessionService } from '../session/service.ts';

/** What the API works with. */
export interface ApiContext {
  readonly sessions: SessionService;
  readonly proofOfWork: ProofOfWork;
  readonly ageGate: AgeGate;
  readonly prefixes: AddressPrefixes;
  readonly rates: {
    readonly register: RateGate;
    readonly refresh: RateGate;
    readonly general: RateGate;
    readonly reports: RateGate;
    readonly reportsPerPrefix: RateGate;
  };
  readonly intake: Pick<Intake, 'file' | 'lookUp'>;
  readonly isOurOrigin: OriginCheck;
  readonly info: ServerInfo;
  readonly log: Log;
}

/** What Hono hands to each handler of the API. */
export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: {
    /** Keyed hash of the client's address prefix. */
    prefixKey: string;
    /** Who the access token names; set by `perUser`. */
    user: Result<SessionPrincipal, ProblemKind>;
  };
}

/** Makes handlers and middleware that know {@link ApiEnv}. */
export const apiFactory = createFactory<ApiEnv>();
