import type { WireSocket } from './wire-socket.ts';

const waiters = new WeakMap<WireSocket, (() => void)[]>();

/** Resolves with the next frame that nobody waits for yet: frames come in the order in which they were sent. */
export function nextArrival(socket: WireSocket): Promise<void> {
  const queue = waiters.get(socket) ?? [];
  waiters.set(socket, queue);
  socket.onFrame = () => queue.shift()?.();
  return new Promise((resolve) => queue.push(resolve));
}
