import type { IcePolicy, MatchPathFrame } from '@sotto/protocol';
import type { IceProvision } from '../ports.ts';
import { isAgreed } from './consent.ts';
import type { ConfirmedStage, Seat } from './seat.ts';

/** What may pass on the way from this seat to its partner: all, where the operator lets it or where both have agreed. */
export function pathPolicy({ stage }: Seat, operators: IcePolicy): IcePolicy {
  return stage.at === 'confirmed' && isAgreed(stage.consent) ? 'all' : operators;
}

/** How a final match may connect now, for one of its sides. */
export function pathFrame({ match, role, consent }: ConfirmedStage, ice: IceProvision): MatchPathFrame {
  return {
    t: 'path',
    match,
    mine: consent.mine,
    theirs: consent.theirs,
    icePolicy: isAgreed(consent) ? 'all' : ice.policy,
    iceServers: ice.serversFor(match, role),
  };
}
