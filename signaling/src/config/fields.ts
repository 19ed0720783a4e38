import * as z from 'zod/mini';

/** Schemas for environment variables, which are text whatever they mean. */

/** `fallback`, the value and not its text, where the variable is absent. */
export function withDefault<Output>(schema: z.ZodMiniType<Output, string>, fallback: Output) {
  return z.pipe(
    z.optional(schema),
    z.transform((value: Output | undefined) => value ?? fallback),
  );
}

/** A whole number from `least` to `most`, in decimal digits. */
export function natural(most: number, least = 0) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, message)),
    z.pipe(z.transform(Number), z.number().check(z.gte(least, message), z.lte(most, message))),
  );
}

/** A comma-separated list; spaces around entries do not count. */
export function list<Item extends z.ZodMiniType<string, string>>(item: Item) {
  return z.pipe(
    z.string(),
    z.pipe(
      z.transform((text: string) =>
        text
          .split(',')
          .map((entry) => entry.trim())
          .filter(Boolean),
      ),
      z.array(item),
    ),
  );
}

/** `true` or `false`. */
export const flag = z.pipe(
  z.enum(['true', 'false'], 'must be true or false'),
  z.transform((text: 'true' | 'false') => text === 'true'),
);

/** At least 32 characters, such as `openssl rand -base64 32` prints. */
export const secret = z.string().check(z.minLength(32, 'must have at least 32 characters'));

/** An origin as browsers send it: scheme, host, port, and nothing after. */
export const httpOrigin = z.string().check(
  z.refine((text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
  }, 'must hold origins such as https://chat.example.org'),
);

/** An address that RTCPeerConnection takes (RFC 7064, RFC 7065). */
export const turnUrl = z
  .string()
  .check(
    z.regex(
      /^(stun:[^\s?/]+|turns?:[^\s?/]+(\?transport=(udp|tcp))?)$/,
      'must hold addresses such as turn:turn.example.org:3478?transport=udp',
    ),
  );
