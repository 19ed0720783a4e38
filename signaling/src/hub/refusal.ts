import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problems, problemTypePrefix, type Problem, type ProblemKind } from '@sotto/protocol';

/** Why an upgrade is not granted. */
export interface Refusal {
  readonly kind: ProblemKind;
  readonly detail?: string;
  /** Seconds until another try can succeed. */
  readonly retryAfterS?: number;
}

/** The HTTP response to an upgrade that is not granted: problem details (RFC 9457), then the end of the connection. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  if (socket.writable) socket.end(refusalResponse(refusal));
  // Whoever does not read the answer must not hold the connection.
  socket.once('finish', () => socket.destroy());
}

export function refusalResponse({ kind, detail, retryAfterS }: Refusal): string {
  const { status, title } = problems[kind];
  const problem: Problem = {
    type: `${problemTypePrefix}${kind}`,
    title,
    status,
    ...(detail !== undefined && { detail }),
    ...(retryAfterS !== undefined && { retryAfter: retryAfterS }),
  };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    ...(status === 401 ? ['WWW-Authenticate: Bearer'] : []),
    ...(kind === 'upgrade-required' ? ['Upgrade: websocket', 'Sec-WebSocket-Version: 13'] : []),
    ...(retryAfterS !== undefined ? [`Retry-After: ${retryAfterS}`] : []),
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
