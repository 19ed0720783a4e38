import type { ProblemKind } from '@sotto/protocol';
import { validator } from 'hono-openapi';
import type * as z from 'zod/mini';
import '../messages.ts';
import { problem } from './problem.ts';

/**
 * Validates the JSON body of a request, and documents it. A field named in `kinds` has a problem of its own, where
 * nothing else is wrong; everything else is `invalid-request`.
 */
export function jsonBody<Schema extends z.ZodMiniType>(
  schema: Schema,
  kinds: Readonly<Record<string, ProblemKind>> = {},
) {
  return validator('json', schema, (result, c) => {
    if (result.success) return undefined;
    const errors = result.error.map((issue) => ({
      path: (issue.path ?? []).map(keyOf).join('.'),
      message: issue.message,
    }));
    const paths = new Set(errors.map(({ path }) => path));
    const kind = paths.size === 1 ? kinds[errors[0]?.path ?? ''] : undefined;
    const isJson = /^application\/([a-z-.]+\+)?json\b/i.test(c.req.header('content-type') ?? '');
    const detail = isJson ? {} : { detail: 'The content type must be application/json' };
    return problem(c, kind ?? 'invalid-request', { errors, ...detail });
  });
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === 'object' ? segment.key : segment);
}
