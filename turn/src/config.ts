import { ipRange } from './ip-range.ts';
import { specialPurposeBlocks } from './special-purpose.ts';

export interface TurnConfigOptions {
  /** Host name of the relay; also the realm of its credentials. */
  readonly realm: string;
  /**
   * Secrets of the signaling server (its TURN_SECRET), at least 32 characters each: both sides derive the short-lived
   * credentials from them. More than one while a secret is being changed.
   */
  readonly secrets: readonly [string, ...string[]];
  /** For TURN over UDP and TCP. */
  readonly listeningPort: number;
  /** TURN over TLS, with the paths of certificate chain and key in PEM. 443 passes where only the web does. */
  readonly tls?: undefined | { readonly port: number; readonly certificate: string; readonly key: string };
  /** Addresses to listen on; none: all of the machine. */
  readonly listeningIps: readonly string[];
  /** Addresses that relayed streams leave from; none: those it listens on. */
  readonly relayIps: readonly string[];
  /** The public address, or `public/private`, where the relay stands behind one-to-one NAT, as in most clouds. */
  readonly externalIps: readonly string[];
  /** UDP ports that relayed streams use; one for each allocation. */
  readonly relayPorts: { readonly min: number; readonly max: number };
  /** A person uses up to four allocations at a time: one for each TURN address and address family. */
  readonly allocationsPerUser: number;
  /** Of all people together; 0: as many as there are relay ports. */
  readonly allocationsInAll: number;
  /** Bytes a second that one allocation may pass in each direction; 0: no limit. */
  readonly bytesPerSecond: number;
  /**
   * Special-purpose addresses that may be reached all the same. Both sides of a match often stand on the same
   * relay, so a relay in a private network names its own address here, and nothing else.
   */
  readonly allowedPeerIps: readonly string[];
}

/**
 * The text of a `turnserver.conf`: credentials by shared secret only, no route into special-purpose
 * networks, no command line, no log of addresses.
 * @throws RangeError where a secret is short or a value would break out of its line
 */
export function renderTurnConfig(options: TurnConfigOptions): string {
  if (options.secrets.some((secret) => secret.length < 32)) {
    throw new RangeError('a TURN secret needs at least 32 characters');
  }
  const lines = [
    `realm=${options.realm}`,
    'use-auth-secret',
    ...options.secrets.map((secret) => `static-auth-secret=${secret}`),
    ...options.listeningIps.map((ip) => `listening-ip=${ip}`),
    ...options.relayIps.map((ip) => `relay-ip=${ip}`),
    ...options.externalIps.map((ip) => `external-ip=${ip}`),
    `listening-port=${options.listeningPort}`,
    ...tlsLines(options.tls),
    `min-port=${options.relayPorts.min}`,
    `max-port=${options.relayPorts.max}`,
    `user-quota=${options.allocationsPerUser}`,
    `total-quota=${options.allocationsInAll}`,
    `max-bps=${options.bytesPerSecond}`,
    'fingerprint',
    'stale-nonce=600',
    'no-multicast-peers',
    'no-cli',
    'no-tcp-relay',
    'no-software-attribute',
    // What browsers never ask for only serves those who use the relay to flood somebody else.
    'no-rfc5780',
    'no-stun-backward-compatibility',
    'response-origin-only-with-rfc5780',
    'no-stdout-log',
    // Without it coturn adds the date to the name and makes a file beside /dev/null.
    'simple-log',
    'log-file=/dev/null',
    ...deniedLines(),
    ...options.allowedPeerIps.map((ip) => `allowed-peer-ip=${ip}`),
  ];
  // coturn takes a second word on a line for nothing, and # for a comment: the rest of a secret would be lost.
  const broken = lines.find((line) => !line.startsWith('# ') && /[\s#]/.test(line));
  if (broken !== undefined) {
    throw new RangeError(`${broken.split('=')[0]} must be free of white space and #`);
  }
  return [...lines, ''].join('\n');
}

function tlsLines(tls: TurnConfigOptions['tls']): readonly string[] {
  if (tls === undefined) return ['no-tls', 'no-dtls'];
  return [
    `tls-listening-port=${tls.port}`,
    `cert=${tls.certificate}`,
    `pkey=${tls.key}`,
    'no-tlsv1',
    'no-tlsv1_1',
    // Browsers do TURN over TLS, never over DTLS: a listener that nobody uses is only attack surface.
    'no-dtls',
  ];
}

function deniedLines(): readonly string[] {
  return specialPurposeBlocks.flatMap(({ cidr, name }) => {
    // coturn refuses the unspecified IPv6 address by itself, and reads a range that begins with it as one that
    // begins before every address: all peers would be denied.
    if (cidr === '::/128') return [];
    const { first, last } = ipRange(cidr);
    return [`# ${name}`, `denied-peer-ip=${first === last ? first : `${first}-${last}`}`];
  });
}
