/**
 * Runs in a page: connects two bare RTCPeerConnections by function calls, candidates trickling.
 * @returns milliseconds from the first of the two to the data channel open on both
 */
export async function floorMs(): Promise<number> {
  const startedAtMs = performance.now();
  const caller = new RTCPeerConnection({ iceServers: [] });
  const callee = new RTCPeerConnection({ iceServers: [] });
  for (const [from, to] of [
    [caller, callee],
    [callee, caller],
  ] as const) {
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate !== null) void to.addIceCandidate(candidate);
    });
  }
  const channel = caller.createDataChannel('floor');
  const openHere = new Promise((resolve) => channel.addEventListener('open', resolve));
  const openThere = new Promise((resolve) => {
    callee.addEventListener('datachannel', ({ channel: other }) => {
      if (other.readyState === 'open') resolve(undefined);
      else other.addEventListener('open', resolve);
    });
  });
  await caller.setLocalDescription();
  await callee.setRemoteDescription(caller.localDescription as RTCSessionDescription);
  await callee.setLocalDescription();
  await caller.setRemoteDescription(callee.localDescription as RTCSessionDescription);
  await Promise.all([openHere, openThere]);
  const tookMs = performance.now() - startedAtMs;
  caller.close();
  callee.close();
  return tookMs;
}
