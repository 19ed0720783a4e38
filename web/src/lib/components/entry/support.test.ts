import { describe, expect, it } from 'vitest';
import { canChat } from './support.ts';

const modern = {
  RTCPeerConnection: 1,
  RTCDataChannel: 1,
  WebSocket: 1,
  indexedDB: 1,
  crypto: { subtle: {} },
};

describe('canChat', () => {
  it('is true where everything is there', () => {
    expect(canChat(modern)).toBe(true);
  });

  it('is false without WebRTC', () => {
    const without = Object.fromEntries(
      Object.entries(modern).filter(([name]) => name !== 'RTCPeerConnection'),
    );
    expect(canChat(without)).toBe(false);
  });

  it('is false where the page came without https, and so without cryptography', () => {
    expect(canChat({ ...modern, crypto: {} })).toBe(false);
    expect(canChat({ ...modern, crypto: { subtle: undefined } })).toBe(false);
  });
});
