import { frameWith, type Contestant } from './contestant.ts';
import { clientTextFrame, WireSocket } from './wire-socket.ts';

function open(url: string, id: string): Promise<WireSocket> {
  return WireSocket.open(new URL(`/peerjs?key=peerjs&id=${id}&token=token-of-${id}&version=1.5.5`, url));
}

/** An offer as PeerJS' client sends it. */
function offerTo(id: string): Buffer {
  const frame = frameWith((sdp) =>
    JSON.stringify({
      type: 'OFFER',
      payload: { sdp: { type: 'offer', sdp }, type: 'data', connectionId: 'dc_4f1k2j5x8qa' },
      dst: id,
    }),
  );
  return clientTextFrame(frame);
}

/** The PeerJS server from npm. */
export const peerJs: Contestant = {
  name: 'peerjs',
  script: new URL('../servers/peerjs.ts', import.meta.url),
  openIdle: (url, n) => open(url, `idle-${n}`),
  async openPair(url, n) {
    const sides = await Promise.all([open(url, `a-${n}`), open(url, `b-${n}`)]);
    return { sides, frames: [offerTo(`b-${n}`), offerTo(`a-${n}`)] };
  },
};
