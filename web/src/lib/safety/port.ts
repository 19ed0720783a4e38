/** A worker as those see it who post to it. */
export interface Port<To> {
  post(message: To): void;
  end(): void;
}

/** Starts a worker. `failed` is called where its code can't be loaded or it breaks. */
export type OpenPort<To, From> = (hear: (message: From) => void, failed: () => void) => Port<To>;

/** @param handedOver what changes hands with a message instead of being copied */
export const asPort = <To, From>(
  worker: Worker,
  hear: (message: From) => void,
  failed: () => void,
  handedOver: (message: To) => Transferable[] = () => [],
): Port<To> => {
  worker.addEventListener('message', (event: MessageEvent<From>) => hear(event.data));
  worker.addEventListener('error', failed);
  worker.addEventListener('messageerror', failed);
  return {
    post: (message) => worker.postMessage(message, handedOver(message)),
    end: () => worker.terminate(),
  };
};
