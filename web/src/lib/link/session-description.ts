import { equalBytes, fromHex, type Bytes } from '@sotto/protocol';

/** A `a=fingerprint` line of whatever form: what a lenient parser could take for one has to pass as one. */
const fingerprintLike = /^\s*a\s*=\s*fingerprint/i;
/** RFC 8122 §5, SHA-256 only. The name of the hash is case-insensitive. */
const sha256Line = /^a=fingerprint:sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})$/i;

/** The SHA-256 fingerprints in a description, one for each line that carries one; `undefined` for any other hash or form. */
export function fingerprintsIn(sdp: string): readonly (Bytes | undefined)[] {
  return linesOf(sdp)
    .filter((line) => fingerprintLike.test(line))
    .map((line) => fromHex(sha256Line.exec(line)?.[1]?.replaceAll(':', '') ?? 'none'));
}

/**
 * Whether a description stands for this certificate and no other: every fingerprint in it, of the session and
 * of each medium, is this one, and there is at least one. One strange line among true ones fails it, since
 * which of several a browser goes by is its own affair.
 */
export function standsFor(sdp: string, fingerprint: Bytes): boolean {
  const found = fingerprintsIn(sdp);
  return found.length > 0 && found.every((one) => one !== undefined && equalBytes(one, fingerprint));
}

/**
 * Whether a description asks for one data channel and nothing else. With a picture or a sound in it, a browser
 * would answer for them too, and feed what a stranger sends to its decoders.
 */
export function holdsDataOnly(sdp: string): boolean {
  const media = linesOf(sdp).filter((line) => /^\s*m\s*=/i.test(line));
  return media.length === 1 && media.every((line) => line.startsWith('m=application '));
}

/** The ICE user name fragment (RFC 8839 §5.4): another one with each restart. */
export function iceUfragOf(sdp: string): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
}

/** Names the connection that a description is of (RFC 9429 §5.2.1): the same through its restarts. */
export function sessionIdOf(sdp: string): string | undefined {
  return /^o=\S+ (\d+) /m.exec(sdp)?.[1];
}

function linesOf(sdp: string): readonly string[] {
  return sdp.split(/[\r\n\u2028\u2029]+/);
}
