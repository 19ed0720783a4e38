import type { Bytes } from '@sotto/protocol';
import { fromHex } from '@sotto/protocol';
import { fingerprintsIn } from './session-description.ts';

/** The tab's DTLS certificate. The private key stays inside the browser. */
export interface TabCertificate {
  readonly certificate: RTCCertificate;
  /** SHA-256 over the certificate, 32 bytes. */
  readonly fingerprint: Bytes;
}

/** Makes an ECDSA P-256 certificate: a few milliseconds, where the RSA that some browsers default to takes hundreds. */
export async function createCertificate(): Promise<TabCertificate> {
  const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
  const certificate = await RTCPeerConnection.generateCertificate(algorithm);
  const fingerprint = fingerprintOf(certificate) ?? (await fingerprintByOffer(certificate));
  if (fingerprint === undefined)
    throw new Error('this browser names no SHA-256 fingerprint of its certificate');
  return { certificate, fingerprint };
}

function fingerprintOf(certificate: RTCCertificate): Bytes | undefined {
  if (typeof certificate.getFingerprints !== 'function') return undefined;
  const named = certificate.getFingerprints().find(({ algorithm }) => algorithm?.toLowerCase() === 'sha-256');
  return fromHex(named?.value?.replaceAll(':', '') ?? 'none');
}

/** For Firefox, which gained `getFingerprints` late: an offer that goes nowhere names the fingerprint too. */
async function fingerprintByOffer(certificate: RTCCertificate): Promise<Bytes | undefined> {
  const connection = new RTCPeerConnection({ iceServers: [], certificates: [certificate] });
  try {
    connection.createDataChannel('', { negotiated: true, id: 0 });
    const offer = await connection.createOffer();
    return fingerprintsIn(offer.sdp ?? '')[0];
  } finally {
    connection.close();
  }
}
