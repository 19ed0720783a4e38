import type { SessionId } from '@sotto/protocol';
import type { Courier, CourierMessage } from './courier.ts';

type Listener = (session: SessionId, message: CourierMessage) => void;

/** Where the nodes of one process meet. An embedded server is the only one at its post. */
export interface MemoryPost {
  courier(): Courier;
}

/** Delivers at once, within `send`; a listener that sends in turn is called again before `send` returns. */
export function createMemoryPost(): MemoryPost {
  const couriers: MemoryCourier[] = [];
  return {
    courier() {
      const courier = new MemoryCourier(couriers);
      couriers.push(courier);
      return courier;
    },
  };
}

class MemoryCourier implements Courier {
  readonly #all: MemoryCourier[];
  readonly #open = new Set<SessionId>();
  #listener: Listener | undefined;

  constructor(all: MemoryCourier[]) {
    this.#all = all;
  }

  open(session: SessionId): Promise<void> {
    this.#open.add(session);
    return Promise.resolve();
  }

  shut(session: SessionId): void {
    this.#open.delete(session);
  }

  send(session: SessionId, message: CourierMessage): void {
    for (const courier of this.#all) {
      if (courier.#open.has(session)) courier.#listener?.(session, message);
    }
  }

  onMessage(listener: Listener): void {
    this.#listener = listener;
  }

  close(): Promise<void> {
    this.#open.clear();
    const at = this.#all.indexOf(this);
    if (at !== -1) this.#all.splice(at, 1);
    return Promise.resolve();
  }
}
