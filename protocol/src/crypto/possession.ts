import { concatBytes, fromBase64Url, toBase64Url, utf8, type Bytes } from '../bytes.ts';
import type { TicketId } from '../primitives.ts';
import type { CheckedCard, MatchKeys } from './keys.ts';
import { createSigner } from './signer.ts';
import { verifySignature } from './signatures.ts';

const domain = utf8('sotto/possession');

/**
 * What a card's owner signs with it when a search begins:
 *
 *     "sotto/possession" 16 ‖ ticket id 16 ‖ sign 32 ‖ seal 32 ‖ fingerprint 32
 *
 * The ticket id is random and known to the owner and the server alone, so a partner who has seen a card can't search
 * with it. The sealing key is vouched for here, and its possession shown to the partner by the hello of the link.
 * @throws RangeError where the ticket id is not 16 bytes of base64url.
 */
export function possessionMessage(ticket: TicketId, { sign, seal, fingerprint }: CheckedCard): Bytes {
  const id = fromBase64Url(ticket);
  if (id?.length !== 16) throw new RangeError('a ticket id has 16 bytes');
  return concatBytes(domain, id, sign, seal, fingerprint);
}

/** The proof that goes with a search, 64 bytes in base64url. Keeps nothing of the keys. */
export async function provePossession(
  keys: MatchKeys,
  fingerprint: Bytes,
  ticket: TicketId,
): Promise<string> {
  const card = { sign: keys.sign.publicKey, seal: keys.seal.publicKey, fingerprint };
  const signer = await createSigner(keys.sign.secretKey.slice());
  const signature = await signer.sign(possessionMessage(ticket, card));
  signer.erase();
  return toBase64Url(signature);
}

/** Whether the owner of a card's signing key made the proof for just this ticket and card. */
export async function verifyPossession(card: CheckedCard, ticket: TicketId, proof: string): Promise<boolean> {
  const signature = fromBase64Url(proof) ?? new Uint8Array();
  return verifySignature(card.sign, possessionMessage(ticket, card), signature);
}
