import {
  acceptedSchema,
  apiPath,
  consoleHeader,
  invitationSchema,
  moderatorPath,
  type Accepted,
  type ModeratorRole,
} from '@sotto/protocol';
import { codeAt, password } from '../moderator/testing/join.ts';
import type { ApiRig, CallOptions } from './api-rig.ts';

/** A console in a browser: keeps its cookie, and says that it is one. */
export interface ConsoleClient {
  /** `path` below `/api/v1/moderator`. */
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  cookie(): string | undefined;
  /** Accepts an invitation. */
  join(token: string, name: string): Promise<Accepted & { readonly totpSecret: string }>;
}

export function createConsoleClient(rig: {
  readonly call: ApiRig['call'];
  readonly time: { readonly nowMs: number };
}): ConsoleClient {
  let cookie: string | undefined;
  const call: ConsoleClient['call'] = async (method, path, options = {}) => {
    const headers = { [consoleHeader]: '1', ...(cookie !== undefined && { cookie }), ...options.headers };
    const answer = await rig.call(method, `${moderatorPath}${path}`, { ...options, headers });
    const [set] = answer.headers.getSetCookie();
    if (set !== undefined) cookie = /Max-Age=0/i.test(set) ? undefined : set.split(';')[0];
    return answer;
  };
  return {
    call,
    cookie: () => cookie,
    join: async (token, name) => {
      const { totpSecret } = invitationSchema.parse(
        await (await call('POST', '/invitation', { body: { token } })).json(),
      );
      const code = codeAt(totpSecret, rig.time.nowMs);
      const answer = await call('POST', '/accept', { body: { token, name, password, code } });
      if (answer.status !== 201) throw new Error(await answer.text());
      return { ...acceptedSchema.parse(await answer.json()), totpSecret };
    },
  };
}

/** The first administrator, signed in. */
export async function joinFirst(rig: ApiRig, name = 'Ada'): Promise<ConsoleClient> {
  const client = createConsoleClient(rig);
  await client.join((await rig.moderation.accounts.inviteFirst()) ?? '', name);
  return client;
}

/** Somebody whom an administrator has invited, signed in. */
export async function joinAs(
  rig: ApiRig,
  administrator: ConsoleClient,
  name: string,
  roles: readonly ModeratorRole[],
): Promise<ConsoleClient> {
  const client = createConsoleClient(rig);
  const answer = await administrator.call('POST', '/invitations', { body: { roles } });
  const { token } = (await answer.json()) as { token: string };
  await client.join(token, name);
  return client;
}

/** A console at a running server. */
export function consoleAt(url: string): ConsoleClient {
  return createConsoleClient({
    time: {
      get nowMs() {
        return Date.now();
      },
    },
    call: (method, path, { body, headers } = {}) =>
      fetch(`${url}${apiPath}${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  });
}
