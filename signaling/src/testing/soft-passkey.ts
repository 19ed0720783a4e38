import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { PasskeyAssertion, PasskeyRegistration } from '@sotto/protocol';

/** An authenticator in software that signs with ES256, as a browser hands on what it says. */
export interface SoftPasskey {
  readonly id: string;
  /** Of its last signature. */
  counter: number;
  /** @param attestation as CBOR: `fmt` and `attStmt`; without one, the format `none` */
  register(at: SoftCeremony, attestation?: Buffer): PasskeyRegistration;
  /** Counts one further, and signs. */
  assert(at: SoftCeremony): PasskeyAssertion;
}

export interface SoftCeremony {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
}

/** CBOR: "fmt": "none", "attStmt": {}. */
const noAttestation = Buffer.from('63666d74646e6f6e656761747453746d74a0', 'hex');
const userPresent = 0x01;
const withCredential = 0x40;

/** @param counts whether it counts its signatures; those that live in several devices don't. */
export function createSoftPasskey(counts = true): SoftPasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const idBytes = randomBytes(16);
  const id = idBytes.toString('base64url');
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coordinate = (text: string): Buffer => Buffer.from(text, 'base64url');
  // COSE, in CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
  const coseKey = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    coordinate(x),
    Buffer.from('225820', 'hex'),
    coordinate(y),
  ]);
  const clientData = (type: string, { challenge, origin }: SoftCeremony): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authenticatorData = (rpId: string, flags: number): Buffer => {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags, 0);
    head.writeUInt32BE(passkey.counter, 1);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), head]);
  };
  const ofEach = { id, rawId: id, type: 'public-key', clientExtensionResults: {} } as const;

  const passkey: SoftPasskey = {
    id,
    counter: 0,
    register: (at, statement = noAttestation) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(idBytes.length);
      const data = Buffer.concat([
        authenticatorData(at.rpId, userPresent | withCredential),
        Buffer.alloc(16),
        length,
        idBytes,
        coseKey,
      ]);
      // CBOR: a map of three, the last of them {"authData": bytes}.
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        statement,
        Buffer.from('686175746844617461', 'hex'),
        Buffer.from([0x58, data.length]),
        data,
      ]);
      return {
        ...ofEach,
        response: {
          clientDataJSON: clientData('webauthn.create', at).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
        },
      };
    },
    assert: (at) => {
      if (counts) passkey.counter += 1;
      const data = authenticatorData(at.rpId, userPresent);
      const client = clientData('webauthn.get', at);
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
      return {
        ...ofEach,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      };
    },
  };
  return passkey;
}
