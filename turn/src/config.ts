import { ipRange } from './ip-range.ts';
import { specialPurposeBlocks } from './special-purpose.ts';

export interface TurnConfigOptions {
  /** Host name of the relay; also the realm of its credentials. */
  readonly realm: string;
  /** The signaling server's TURN_SECRET: both derive the short-lived credentials from it. At least 32 characters. */
  readonly secret: string;
  readonly listeningPort: number;
  /** UDP ports that relayed streams use; one for each allocation. */
  readonly relayPorts: { readonly min: number; readonly max: number };
  /** A person uses up to four allocations at a time: one for each TURN address and address family. */
  readonly allocationsPerUser: number;
}

/**
 * The text of a `turnserver.conf`: credentials by shared secret only, no route into special-purpose
 * networks, no command line, no log of addresses.
 * @throws RangeError where the secret is short or a value would break out of its line
 */
export function renderTurnConfig(options: TurnConfigOptions): string {
  if (options.secret.length < 32) throw new RangeError('the TURN secret needs at least 32 characters');
  for (const value of [options.realm, options.secret]) {
    if (/[\s#]/.test(value)) throw new RangeError('realm and secret must be free of white space and #');
  }
  const denied = specialPurposeBlocks.map(({ cidr, name }) => {
    const { first, last } = ipRange(cidr);
    return `# ${name}\ndenied-peer-ip=${first === last ? first : `${first}-${last}`}`;
  });
  return [
    `realm=${options.realm}`,
    'use-auth-secret',
    `static-auth-secret=${options.secret}`,
    `listening-port=${options.listeningPort}`,
    `min-port=${options.relayPorts.min}`,
    `max-port=${options.relayPorts.max}`,
    `user-quota=${options.allocationsPerUser}`,
    'fingerprint',
    'stale-nonce=600',
    'no-multicast-peers',
    'no-cli',
    'no-tcp-relay',
    'no-stdout-log',
    // Without it coturn adds the date to the name and makes a file beside /dev/null.
    'simple-log',
    'log-file=/dev/null',
    ...denied,
    '',
  ].join('\n');
}
