import * as z from 'zod/mini';

const hex = (maxChars: number) => z.string().check(z.maxLength(maxChars), z.regex(/^(?:[0-9a-f]{2})+$/));

/**
 * A challenge of ALTCHA's second version, as far as this client solves it. What the schema doesn't name is kept, for
 * the server's signature covers it. The bounds keep a hostile server from making a browser work for ever.
 * @see https://altcha.org/docs/v2/
 */
export const challengeSchema = z.object({
  parameters: z.looseObject({
    algorithm: z.enum(['SHA-256', 'PBKDF2/SHA-256']),
    nonce: hex(128),
    salt: hex(128),
    cost: z.int().check(z.gte(1), z.lte(1_000_000)),
    keyLength: z.int().check(z.gte(1), z.lte(64)),
    keyPrefix: z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[0-9a-f]+$/)),
  }),
  signature: z.string().check(z.maxLength(256)),
});
export type Challenge = z.infer<typeof challengeSchema>;
