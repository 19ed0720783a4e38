/**
 * Whether this browser has what a chat cannot do without. WebRTC may be switched off, and outside of https (or
 * localhost) a browser offers no cryptography.
 */
export function canChat(scope: object = globalThis): boolean {
  const has = (name: string): boolean => name in scope;
  return (
    has('RTCPeerConnection') &&
    has('RTCDataChannel') &&
    has('WebSocket') &&
    has('indexedDB') &&
    hasSubtle(scope)
  );
}

function hasSubtle(scope: object): boolean {
  const crypto = 'crypto' in scope ? scope.crypto : undefined;
  return typeof crypto === 'object' && crypto !== null && 'subtle' in crypto && crypto.subtle !== undefined;
}
