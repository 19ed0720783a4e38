import { apiPath, sessionTokensSchema, type Identity, type SessionTokens } from '@sotto/protocol';
import { registerTestIdentity } from '@sotto/signaling/testing';

/** Of the life of a token: what is left is for nodes that are away just then. */
const renewedAfter = 0.5;

/** The session of one person, whose token is renewed as a browser does. */
export class Session {
  readonly #identity: Identity;
  readonly #node: () => string;
  readonly #nowMs: () => number;
  #tokens: SessionTokens;
  #sinceMs: number;

  private constructor(
    { identity, tokens }: { readonly identity: Identity; readonly tokens: SessionTokens },
    node: () => string,
    nowMs: () => number,
  ) {
    this.#identity = identity;
    this.#tokens = tokens;
    this.#node = node;
    this.#nowMs = nowMs;
    this.#sinceMs = nowMs();
  }

  /** @param node any node of the cluster, asked anew each time */
  static async open(node: () => string, nowMs: () => number = () => performance.now()): Promise<Session> {
    return new Session(await registerTestIdentity(node()), node, nowMs);
  }

  /** An access token that is good for a while. Where no node answers, the one that there was. */
  async access(): Promise<string> {
    const renewAtMs = this.#sinceMs + this.#tokens.accessExpiresIn * 1e3 * renewedAfter;
    if (this.#nowMs() < renewAtMs) return this.#tokens.accessToken;
    try {
      // A server that has forgotten the session gives the same person another.
      this.#tokens =
        (await this.#refreshed()) ??
        (await registerTestIdentity(this.#node(), { identity: this.#identity })).tokens;
      this.#sinceMs = this.#nowMs();
    } catch {
      // The next try asks again.
    }
    return this.#tokens.accessToken;
  }

  async #refreshed(): Promise<SessionTokens | undefined> {
    const answer = await fetch(`${this.#node()}${apiPath}/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken: this.#tokens.refreshToken }),
    });
    if (answer.status === 401) return undefined;
    if (!answer.ok) throw new Error(`not refreshed: ${answer.status}`);
    return sessionTokensSchema.parse(await answer.json());
  }
}
