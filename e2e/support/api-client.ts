import { randomBytes } from 'node:crypto';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import {
  apiPath,
  createIdentity,
  problemSchema,
  sessionTokensSchema,
  signRegistration,
  type RegisterRequest,
  type SessionTokens,
} from '@sotto/protocol';

/** What an answer of the API amounts to: its status, and the problem or body it carries. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** The end of the problem's `type`; undefined for a success. */
  readonly problem: string | undefined;
  readonly body: unknown;
}

/** Speaks to the API without a browser, as somebody with bad intentions would. */
export async function call(
  origin: string,
  path: string,
  init: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { method = init.body === undefined ? 'GET' : 'POST', body, headers } = init;
  const response = await fetch(`${origin}${apiPath}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const contentType = response.headers.get('content-type') ?? '';
  const text = await response.text();
  const json: unknown = contentType.includes('json') ? JSON.parse(text) : text;
  const problem = contentType.startsWith('application/problem+json')
    ? problemSchema.parse(json).type.split(':').at(-1)
    : undefined;
  return { status: response.status, contentType, problem, body: json };
}

/** A registration that would be accepted, for a test to spoil. */
export async function registration(origin: string, nickname = 'raw-client'): Promise<RegisterRequest> {
  const { body } = await call(origin, '/challenge');
  const challenge = body as Parameters<typeof solveChallenge>[0]['challenge'];
  const solution = await solveChallenge({ challenge, deriveKey });
  const proof = btoa(JSON.stringify({ challenge, solution }));
  const identity = createIdentity((length) => new Uint8Array(randomBytes(length)));
  const signature = signRegistration(identity, proof);
  return { nickname, adult: true, publicKey: identity.publicKey, proof, signature };
}

/** Registers a new identity. */
export async function register(origin: string, nickname?: string): Promise<SessionTokens> {
  const answer = await call(origin, '/register', { body: await registration(origin, nickname) });
  return sessionTokensSchema.parse(answer.body);
}
