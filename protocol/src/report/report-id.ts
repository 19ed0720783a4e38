import { concatBytes, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { sha256 } from '../crypto/hash.ts';
import { roleByte, type Role } from '../wire/card.ts';

const domain = utf8('sotto/reportid/1');

/** Bytes of a report id. */
export const reportIdBytes = 16;

/**
 * Names a report by what it proves: the first 16 bytes, in base64url, of
 *
 *     SHA-256( "sotto/reportid/1" 16 ‖ transcript hash 32 ‖ reporter u8 ‖ initiator's head 32 ‖ answerer's head 32 )
 *
 * The heads are those of the last message of each chain in it. A report that is sent again has the same id, and
 * changes nothing.
 */
export function reportIdOf(tx: Bytes, reporter: Role, heads: Readonly<Record<Role, Bytes>>): string {
  const reporterByte = Uint8Array.of(roleByte(reporter));
  const hash = sha256(concatBytes(domain, tx, reporterByte, heads.initiator, heads.answerer));
  return toBase64Url(hash.subarray(0, reportIdBytes));
}
