import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocket, type RawData } from 'ws';
import { decodeServerFrame, socketProtocol, type ServerFrame } from '@sotto/protocol';

/** A signaling socket without a browser around it, for frames that no browser of ours would send. */
export interface RawSocket {
  send(frame: string): void;
  /** The next frame of this kind; those before it are passed over. */
  next<Kind extends ServerFrame['t']>(kind: Kind): Promise<Extract<ServerFrame, { t: Kind }>>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  terminate(): void;
}

/** How the server answered the wish for a socket. */
export type Upgrade = { readonly socket: RawSocket } | { readonly refused: number; readonly problem: string };

/** Asks for a socket as a page of `from` would. */
export async function openSocket(origin: string, accessToken: string, from = origin): Promise<Upgrade> {
  const protocols = [socketProtocol.version, `${socketProtocol.tokenPrefix}${accessToken}`];
  const socket = new WebSocket(`${origin.replace('http', 'ws')}${socketProtocol.path}`, protocols, {
    origin: from,
  });
  const frames: ServerFrame[] = [];
  let wake = () => {};
  socket.on('message', (data: RawData) => {
    const frame = decodeServerFrame(String(data));
    if (!frame.ok) throw new Error(`the server sent what its own schema refuses: ${frame.error.detail}`);
    frames.push(frame.value);
    wake();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));

  const refusal = await Promise.race([
    once(socket, 'open').then(() => undefined),
    once(socket, 'unexpected-response').then(([, response]) => readRefusal(response as IncomingMessage)),
  ]);
  if (refusal !== undefined) return refusal;
  return {
    socket: {
      send: (frame) => socket.send(frame),
      closed,
      terminate: () => socket.terminate(),
      async next(kind) {
        for (;;) {
          for (let frame = frames.shift(); frame !== undefined; frame = frames.shift()) {
            if (isKind(frame, kind)) return frame;
          }
          await new Promise<void>((resolve) => (wake = resolve));
        }
      },
    },
  };
}

/** Asks for a socket that must be given. */
export async function mustOpenSocket(origin: string, accessToken: string): Promise<RawSocket> {
  const upgrade = await openSocket(origin, accessToken);
  if (!('socket' in upgrade)) throw new Error(`no socket: ${upgrade.refused} ${upgrade.problem}`);
  return upgrade.socket;
}

function isKind<Kind extends ServerFrame['t']>(
  frame: ServerFrame,
  kind: Kind,
): frame is Extract<ServerFrame, { t: Kind }> {
  return frame.t === kind;
}

async function readRefusal(response: IncomingMessage): Promise<Upgrade> {
  let body = '';
  for await (const chunk of response) body += String(chunk);
  const problem = /urn:sotto:problem:([a-z-]+)/.exec(body)?.[1] ?? body;
  return { refused: response.statusCode ?? 0, problem };
}
