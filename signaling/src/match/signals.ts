import { encodeFrame, utf8, type IcePolicy, type SignalFrame } from '@sotto/protocol';
import type { CourierMessage } from '../courier/courier.ts';
import type { Chair } from './chair.ts';
import { relayOnly } from './relay-only.ts';
import { partnerIn } from './seat.ts';

/**
 * What goes to the partner for a checked frame that came as `bytes`: those very bytes, so that nothing is written
 * anew, unless the match is relay-only and the frame tells an address. `undefined`: nothing at all.
 */
export function passedOn(frame: SignalFrame, bytes: Uint8Array, policy: IcePolicy): Uint8Array | undefined {
  if (policy === 'all') return bytes;
  const data = relayOnly(frame.data);
  if (data === frame.data) return bytes;
  return data === undefined ? undefined : utf8(encodeFrame({ ...frame, data }));
}

/**
 * Gives a signal to a client, or keeps it for the time when the client is back or has been told of the match:
 * between two nodes a signal can be quicker than the match. `kept`: the chair has changed.
 */
export function takeIn(
  chair: Chair,
  { match, frame }: Extract<CourierMessage, { kind: 'signal' }>,
): 'sent' | 'kept' | 'dropped' {
  const known = partnerIn(chair.seat, match) !== undefined;
  if (known && chair.outlet !== undefined) {
    chair.outlet.send(frame);
    return 'sent';
  }
  if (!known && chair.seat.stage.at !== 'seeking') return 'dropped';
  chair.hold(match, frame);
  return 'kept';
}
