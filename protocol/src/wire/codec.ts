import type * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { fail, ok, type Result } from '../result.ts';
import { clientFrameSchema, type ClientFrame } from './client-frames.ts';
import { serverFrameSchema, type ServerFrame } from './server-frames.ts';

/** Why a frame was refused; `kind` is its `t` where that could be read and is short. */
export interface FrameRefusal {
  readonly code: 'too-big' | 'not-json' | 'unknown-kind' | 'malformed';
  readonly kind?: string;
  readonly detail: string;
}

const clientKinds = new Set<string>(
  clientFrameSchema.def.options.flatMap((option) => option.shape.t.def.values),
);
const serverKinds = new Set<string>(
  serverFrameSchema.def.options.flatMap((option) => option.shape.t.def.values),
);

/** Reads a frame that came from a browser: size first, then JSON, then the schema of its kind. */
export function decodeClientFrame(text: string): Result<ClientFrame, FrameRefusal> {
  return decode(text, clientKinds, clientFrameSchema);
}

/** Reads a frame that came from the server. */
export function decodeServerFrame(text: string): Result<ServerFrame, FrameRefusal> {
  return decode(text, serverKinds, serverFrameSchema);
}

/** The text of a frame. */
export function encodeFrame(frame: ClientFrame | ServerFrame): string {
  return JSON.stringify(frame);
}

/** Subprotocols (RFC 6455 §1.9) that carry the version, the access token and the resume token of a socket. */
export const socketProtocol = {
  version: 'sotto.v1',
  tokenPrefix: 'sotto.token.',
  resumePrefix: 'sotto.resume.',
  path: '/api/v1/socket',
} as const;

function decode<Frame>(
  text: string,
  kinds: ReadonlySet<string>,
  schema: z.ZodMiniType<Frame>,
): Result<Frame, FrameRefusal> {
  if (text.length > limits.maxSocketFrameBytes) {
    return fail({ code: 'too-big', detail: `over ${limits.maxSocketFrameBytes} bytes` });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail({ code: 'not-json', detail: 'not JSON' });
  }
  const kind = kindOf(json);
  if (kind === undefined) return fail({ code: 'malformed', detail: 'no kind: "t" is missing' });
  if (!kinds.has(kind))
    return fail({ code: 'unknown-kind', kind: kind.slice(0, 32), detail: 'unknown kind' });
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail({
    code: 'malformed',
    kind,
    detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 500),
  });
}

function kindOf(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || !('t' in json)) return undefined;
  return typeof json.t === 'string' ? json.t : undefined;
}
