import { encodeFrame, ok, socketProtocol, type Result, type ServerFrame } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import type { SignInFailure } from '../session/failure.ts';
import type { SocketNews } from './news.ts';
import { createSignalingSocket, type Connection } from './signaling-socket.ts';

/** A socket whose server side is in the test's hands. */
function setUp(answer: () => Promise<Result<string, SignInFailure>> = () => Promise.resolve(ok('token'))) {
  const connections: { protocols: string[]; sent: string[]; open: boolean; end: Connection }[] = [];
  const news: SocketNews[] = [];
  const asked: boolean[] = [];
  let fire: (() => void) | undefined;
  const socket = createSignalingSocket({
    connect: (protocols) => {
      const sent: string[] = [];
      const made = {
        protocols,
        sent,
        open: true,
        end: {
          onmessage: null,
          onclose: null,
          send: (data) => void sent.push(String(data)),
          close: () => {
            made.open = false;
          },
        } as Connection,
      };
      connections.push(made);
      return made.end;
    },
    authorize: (renew) => {
      asked.push(renew);
      return answer();
    },
    timer: {
      set: (_, callback) => {
        fire = callback;
      },
      clear: () => {
        fire = undefined;
      },
    },
    random: () => 0.5,
    tell: (told) => void news.push(told),
    onWakeUp: () => () => undefined,
  });
  const say = (frame: ServerFrame | string): void => {
    const data = typeof frame === 'string' ? frame : encodeFrame(frame);
    connections.at(-1)?.end.onmessage?.call({} as WebSocket, new MessageEvent('message', { data }));
  };
  return { socket, connections, news, asked, say, fire: () => fire?.() };
}

const welcome: ServerFrame = {
  t: 'welcome',
  session: 'AAAAAAAAAAAAAAAAAAAAAA',
  resume: 'r1',
  graceMs: 30_000,
};

describe('the edge of the signaling socket', () => {
  it('carries version and token as subprotocols, and the resume token after a drop', async () => {
    const { socket, connections, say, fire } = setUp();
    socket.start();
    await Promise.resolve();
    expect(connections[0]?.protocols).toEqual([socketProtocol.version, 'sotto.token.token']);
    say(welcome);
    connections[0]?.end.onclose?.call({} as WebSocket, { code: 1006 } as CloseEvent);
    fire();
    await Promise.resolve();
    expect(connections[1]?.protocols).toEqual([
      socketProtocol.version,
      'sotto.token.token',
      'sotto.resume.r1',
    ]);
  });

  it('writes only between the welcome and the end', async () => {
    const { socket, connections, say } = setUp();
    const frame = { t: 'ping', n: 1 } as const;
    socket.start();
    await Promise.resolve();
    expect(socket.send(frame)).toBe(false);
    say(welcome);
    expect(socket.send(frame)).toBe(true);
    expect(connections[0]?.sent).toEqual([encodeFrame(frame)]);
    socket.stop();
    expect(socket.send(frame)).toBe(false);
    expect(connections[0]?.open).toBe(false);
  });

  it('asks with each ping for a token that is still good, so that one is at hand in a long chat', async () => {
    const { socket, asked, connections, say, fire } = setUp();
    socket.start();
    await Promise.resolve();
    say(welcome);
    fire();
    expect(connections[0]?.sent).toEqual([encodeFrame({ t: 'ping', n: 1 })]);
    expect(asked).toEqual([false, false]);
    expect(connections).toHaveLength(1);
  });

  it('says that the server is away where a sign-in breaks, and tries again', async () => {
    const { socket, news, asked, fire } = setUp(() => Promise.reject(new Error('no worker')));
    socket.start();
    await Promise.resolve();
    await Promise.resolve();
    expect(news).toEqual([{ type: 'trouble', failure: { kind: 'unavailable' } }]);
    fire();
    expect(asked).toHaveLength(2);
  });

  it('drops frames that fit no schema and hears nothing more of a socket that it has closed', async () => {
    const { socket, news, connections, say } = setUp();
    socket.start();
    await Promise.resolve();
    say(welcome);
    say('{"t":"matched"}');
    say('not JSON');
    const heard = connections[0]?.end.onmessage;
    socket.stop();
    heard?.call({} as WebSocket, new MessageEvent('message', { data: encodeFrame(welcome) }));
    expect(news.map(({ type }) => type)).toEqual(['online']);
  });
});
