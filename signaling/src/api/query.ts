import { validator } from 'hono-openapi';
import type * as z from 'zod/mini';
import { problem } from './problem.ts';

/** Validates the query of a request, and documents it; whatever is wrong is `invalid-request`. */
export function query<Schema extends z.ZodMiniType>(schema: Schema) {
  return validator('query', schema, (result, c) =>
    result.success ? undefined : problem(c, 'invalid-request'),
  );
}
