import { checkedLength, concatBytes, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import { sha256 } from '../crypto/hash.ts';

const domain = utf8('sotto/reportid/1');

/** Bytes of a report id. */
export const reportIdBytes = 16;

/**
 * Names a report by all that it says: the first 16 bytes, in base64url, of
 *
 *     SHA-256( "sotto/reportid/1" 16 ‖ transcript hash 32 ‖ digest of the report 32 )
 *
 * A report that is sent again has the same id, and changes nothing. One that tells more, or has another reason, is another report:
 * named by the match and the heads alone it would be taken for the first one, and what it adds lost.
 * @throws RangeError where a hash has another width.
 */
export function reportIdOf(tx: Bytes, digest: Bytes): string {
  const parts = [tx, digest].map((hash) => checkedLength(hash, 32, 'hashes'));
  return toBase64Url(sha256(concatBytes(domain, ...parts)).subarray(0, reportIdBytes));
}
