import {
  apiPath,
  consoleHeader,
  fail,
  ok,
  problemSchema,
  problems,
  problemTypePrefix,
  unattendedHeader,
  type Bytes,
  type ProblemKind,
  type ReportRefusalCode,
  type Result,
  type StatementOfReasons,
} from '@sotto/protocol';
import type * as z from 'zod/mini';

/** Why a call had no success. */
export type ApiFailure =
  | {
      readonly kind: 'problem';
      readonly problem: ProblemKind;
      readonly detail: string;
      readonly retryAfterS?: number;
      /** Of `report-refused`. */
      readonly refusal?: ReportRefusalCode;
      /** Of `banned`. */
      readonly ban?: StatementOfReasons;
    }
  /** No answer: no network, no server, or too late. */
  | { readonly kind: 'unreachable' }
  /** An answer outside the contract, such as a proxy's error page. */
  | { readonly kind: 'unexpected'; readonly status: number }
  /** The proof of work took too long on this device. */
  | { readonly kind: 'unsolved' };

export type ApiResult<Value> = Promise<Result<Value, ApiFailure>>;

export const apiTimeoutMs = 10_000;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly binary?: { readonly bytes: Bytes; readonly mediaType: string };
  readonly accessToken?: string;
  /** Of the moderator console: goes with the cookie of its session, and says that it comes from the console. */
  readonly fromConsole?: boolean;
  /** Nobody has asked for it: it keeps no moderator signed in. */
  readonly unattended?: boolean;
  readonly keepalive?: boolean;
  readonly timeoutMs?: number;
}

/** Calls the HTTP API. Nothing here throws; every answer is checked by its schema. */
export interface ApiCaller {
  read<Value>(schema: z.ZodMiniType<Value>, call: Call): ApiResult<Value>;
  /** The answer as it is, where something else checks it. */
  text(call: Call): ApiResult<string>;
  command(call: Call): ApiResult<void>;
}

/**
 * @param fetchFn the platform's `fetch`, or one that reaches a test server
 * @param base prefix of the paths; empty for the page's own origin
 */
export function createApiCaller(fetchFn: typeof fetch, base = ''): ApiCaller {
  const request = async (call: Call): ApiResult<string> => {
    try {
      const response = await fetchFn(`${base}${apiPath}${call.path}`, requestInit(call));
      const body = await response.text();
      return response.ok ? ok(body) : fail(failureOf(response, parseJson(body)));
    } catch {
      return fail({ kind: 'unreachable' });
    }
  };

  const read = async <Value>(schema: z.ZodMiniType<Value>, call: Call): ApiResult<Value> => {
    const answer = await request(call);
    if (!answer.ok) return answer;
    const parsed = schema.safeParse(parseJson(answer.value));
    return parsed.success ? ok(parsed.data) : fail({ kind: 'unexpected', status: 200 });
  };

  const command = async (call: Call): ApiResult<void> => {
    const answer = await request(call);
    return answer.ok ? ok(undefined) : answer;
  };

  return { read, text: request, command };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function requestInit(call: Call): RequestInit {
  const { method, body, binary, accessToken, fromConsole, keepalive, timeoutMs = apiTimeoutMs } = call;
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  const mediaType = binary?.mediaType ?? (body === undefined ? undefined : 'application/json');
  if (mediaType !== undefined) headers.set('content-type', mediaType);
  if (accessToken !== undefined) headers.set('authorization', `Bearer ${accessToken}`);
  if (fromConsole) headers.set(consoleHeader, '1');
  if (call.unattended) headers.set(unattendedHeader, '1');
  return {
    method,
    headers,
    ...(binary !== undefined && { body: binary.bytes }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(keepalive ? { keepalive } : {}),
    cache: 'no-store',
    credentials: fromConsole ? 'same-origin' : 'omit',
    signal: AbortSignal.timeout(timeoutMs),
  };
}

function failureOf(response: Response, body: unknown): ApiFailure {
  const parsed = problemSchema.safeParse(body);
  const problem = parsed.success ? problemKind(parsed.data.type) : undefined;
  if (!parsed.success || problem === undefined) return { kind: 'unexpected', status: response.status };
  const { ban, detail, title, retryAfter, refusal } = parsed.data;
  return {
    kind: 'problem',
    problem,
    detail: detail ?? title,
    ...(retryAfter === undefined ? {} : { retryAfterS: retryAfter }),
    ...(refusal && { refusal: refusal.code }),
    ...(ban && { ban }),
  };
}

function problemKind(type: string): ProblemKind | undefined {
  const name = type.startsWith(problemTypePrefix) ? type.slice(problemTypePrefix.length) : '';
  return Object.hasOwn(problems, name) ? (name as ProblemKind) : undefined;
}
