import {
  challengeSchema,
  connectionOutcomesPath,
  serverInfoSchema,
  sessionTokensSchema,
  type Challenge,
  type ConnectionReport,
  type RefreshRequest,
  type RegisterRequest,
  type ServerInfo,
  type SessionTokens,
} from '@sotto/protocol';
import type { ApiCaller, ApiResult } from './api-caller.ts';

/** The session API as the browser uses it. Nothing here throws; every answer is checked by its schema. */
export interface SessionApi {
  info(): ApiResult<ServerInfo>;
  challenge(): ApiResult<Challenge>;
  register(request: RegisterRequest): ApiResult<SessionTokens>;
  refresh(request: RefreshRequest): ApiResult<SessionTokens>;
  logout(accessToken: string): ApiResult<void>;
  /** Deletes the identity on the server. The request outlives the page. */
  deleteIdentity(accessToken: string): ApiResult<void>;
  /** Whether a partner was reached. Says nothing of who tells it. */
  tellConnection(report: ConnectionReport): ApiResult<void>;
}

/** Calls the session API through a caller. */
export function createSessionApi({ read, command }: ApiCaller): SessionApi {
  return {
    info: () => read(serverInfoSchema, { method: 'GET', path: '/info' }),
    challenge: () => read(challengeSchema, { method: 'GET', path: '/challenge' }),
    register: (body) => read(sessionTokensSchema, { method: 'POST', path: '/register', body }),
    refresh: (body) => read(sessionTokensSchema, { method: 'POST', path: '/refresh', body }),
    logout: (accessToken) => command({ method: 'POST', path: '/logout', accessToken }),
    deleteIdentity: (accessToken) =>
      command({ method: 'DELETE', path: '/identity', accessToken, keepalive: true }),
    tellConnection: (body) =>
      command({ method: 'POST', path: connectionOutcomesPath, body, keepalive: true }),
  };
}
