import { frameWith, type Contestant } from './contestant.ts';
import { clientTextFrame, WireSocket } from './wire-socket.ts';

const open = (url: string, id: string, to: string) => WireSocket.open(new URL(`/?id=${id}&to=${to}`, url));

/** The floor: `ws` with a table of sockets, which reads nothing of what it passes on. */
export const bareWs: Contestant = {
  name: 'ws',
  script: new URL('../servers/bare-ws.ts', import.meta.url),
  openIdle: (url, n) => open(url, `idle-${n}`, 'nobody'),
  async openPair(url, n) {
    const sides = await Promise.all([open(url, `a-${n}`, `b-${n}`), open(url, `b-${n}`, `a-${n}`)]);
    const frame = clientTextFrame(frameWith((sdp) => JSON.stringify({ type: 'offer', sdp })));
    return { sides, frames: [frame, frame] };
  },
};
