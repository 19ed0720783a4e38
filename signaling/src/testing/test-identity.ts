import {
  apiPath,
  challengeSchema,
  createIdentity,
  sessionTokensSchema,
  signRegistration,
  systemRandomBytes,
  type Identity,
  type RegisterRequest,
  type SessionTokens,
} from '@sotto/protocol';
import { solveProof } from './solve.ts';

export interface TestIdentity {
  readonly identity: Identity;
  readonly tokens: SessionTokens;
}

export interface TestIdentityOptions {
  readonly nickname?: string;
  /** Default: a new one. */
  readonly identity?: Identity;
  /** What a proxy in front says of where this comes from. */
  readonly from?: string;
}

const headersFrom = (from: string | undefined): Record<string, string> =>
  from === undefined ? {} : { 'x-forwarded-for': from };

/** The body of a good registration, its challenge solved in Node. */
export async function registration(
  url: string,
  { nickname = 'Ann', identity = createIdentity(systemRandomBytes), from }: TestIdentityOptions = {},
): Promise<RegisterRequest> {
  const answer = await fetch(`${url}${apiPath}/challenge`, { headers: headersFrom(from) });
  const proof = await solveProof(challengeSchema.parse(await answer.json()));
  return {
    nickname,
    adult: true,
    publicKey: identity.publicKey,
    proof,
    signature: signRegistration(identity, proof),
  };
}

/** Registers an identity at a running server as a browser does, and gives its tokens. */
export async function registerTestIdentity(
  url: string,
  options: TestIdentityOptions = {},
): Promise<TestIdentity> {
  const identity = options.identity ?? createIdentity(systemRandomBytes);
  const body = await registration(url, { ...options, identity });
  const answer = await fetch(`${url}${apiPath}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersFrom(options.from) },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`not registered: ${answer.status} ${await answer.text()}`);
  return { identity, tokens: sessionTokensSchema.parse(await answer.json()) };
}
