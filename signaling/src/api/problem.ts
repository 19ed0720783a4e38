import { problems, problemTypePrefix, type Problem, type ProblemKind } from '@sotto/protocol';
import type { Context } from 'hono';

export type ProblemDetails = Pick<Problem, 'ban' | 'detail' | 'errors' | 'refusal' | 'retryAfter'>;

/**
 * Answers with a problem (RFC 9457), and with the headers that its status calls for.
 * @example return problem(c, 'too-many-requests', { retryAfter: 12 });
 */
export function problem(c: Context, kind: ProblemKind, details: ProblemDetails = {}): Response {
  const { status, title } = problems[kind];
  const body: Problem = { type: `${problemTypePrefix}${kind}`, title, status, ...details };
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  };
  if (details.retryAfter !== undefined) headers['retry-after'] = String(details.retryAfter);
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  return c.body(JSON.stringify(body), status, headers);
}
